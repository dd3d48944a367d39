"""All screens of /beheer/ with what really stands there: every page, picture, document and register (T7)."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from community.models import Initiatief, Kalenderperiode, Locatie, Opgave
from tests.casussen.kanaries.filled import START
from tests.casussen.kanaries.rondgang import Walkers
from tests.factories import UserFactory
from tests.factories.begrippen import a_begrip
from tests.factories.paginas import a_nieuwsbericht
from tests.factories.partners import a_partnerschap
from tests.factories.website import an_aanbod, an_online_verhaal
from tests.toegang.addresses import Address, addresses
from tests.toegang.sweep import undone
from tests.toegang.website import website_samples

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
PAGE_IDS = {"page_id", "parent_page_id", "page_to_move_id"}
REGISTER = re.compile(r"beheer/([a-z-]+)/(?:edit|delete|history|history-results|usage|inspect)/")
OPEN = ("Nieuws van de dijk", "Het Gemaal")  # what does stand in /beheer/: of a redacteur, of who keeps registers
# An index asked in the ways that its form and its columns ask it; as a file it is not to be had.
QUERIES = ({"q": START}, {"q": "a", "ordering": "-pk"}, {"p": "2"}, {"export": "csv"}, {"export": "xlsx"})

SAMPLES = {
    "app_label": "wagtailcore", "model_name": "page", "action": "delete", "filter_spec": "max-165x165",
    "content_type_app_name": "community", "content_type_model_name": "kennispage", "object_id": "1",
    "naam": "bestaatniet.png",
}  # fmt: skip


class Beheer(Walkers):
    """Who keeps the platform, with something of each kind to keep. `opened` names the screens that answered."""

    def __init__(self) -> None:
        super().__init__()
        website_samples()
        a_nieuwsbericht(OPEN[0])
        an_aanbod()
        an_online_verhaal(UserFactory())
        a_begrip("Dijkvak")
        a_partnerschap()
        Initiatief.objects.create(title="Living lab", provincie="FRYSLAN", kind="LIVING_LAB")
        Opgave.objects.create(name="Wonen aan het water", slug="wonen-aan-het-water")
        Kalenderperiode.objects.create(kind="SCHOOLVAKANTIE", regio="NOORD", name="proefvakantie",
                                       from_date="2030-02-01", until_date="2030-02-09")  # fmt: skip
        Locatie.objects.create(name=OPEN[1], seats=20)
        kept = [found for found in viewsets.viewsets if isinstance(found, ModelViewSet)]
        self.registers = {found.url_prefix: found.model for found in kept}
        self.opened: set[str] = set()
        self.shown: set[str] = set()

    def walk_beheer(self, role: str, *, everything: bool) -> None:
        """Open every screen: with the things of each kind, and when asked with each page of the website."""
        client = self.client(role)
        for address in addresses():
            if not address.route.startswith("beheer/"):
                continue
            for path in self.screens(address, everything=everything):
                self._open(client, role, address, path)
            if not address.converters and address.route.endswith("/"):
                for query in QUERIES if everything else QUERIES[:2]:
                    self._open(client, role, address, f"/{address.route}", query)

    def screens(self, address: Address, *, everything: bool) -> Iterator[str]:
        """Give the paths of an address; of a page its editor with one of each kind of page."""
        route = address.route
        if "revisions/compare" in route:
            yield from (f"/beheer/pages/{pk}/revisions/compare/earliest...latest/" for pk in self._pages()[:3])
        if re.search(r"[\^$\\(]", route):
            return
        names = PARAMETER.findall(route)
        every = everything or address.name in {"edit", "view_draft", "explore"}
        values = {name: self._held(route, name) for name in names}
        if not every:
            values = {name: values[name][-1:] for name in values}
        for choice in itertools.product(*values.values()):
            filled = dict(zip(values, choice, strict=True))
            yield "/" + PARAMETER.sub(lambda found, filled=filled: str(filled[found[1]]), route)

    def _held(self, route: str, name: str) -> list[Any]:
        """Return what really stands there."""
        if name in PAGE_IDS:
            return self._pages()
        if name == "destination_id":
            return [Page.objects.get(depth=2).pk]
        if name == "revision_id":
            return [Revision.objects.latest("pk").pk]
        if name == "image_id" or route.startswith("beheer/images/chooser/chosen/"):
            return [get_image_model().objects.latest("pk").pk]
        if name in {"document_id", "doc_id"} or route.startswith("beheer/documents/chooser/chosen/"):
            return [get_document_model().objects.latest("pk").pk]
        register = REGISTER.match(route)
        if name == "pk" and register is not None and register[1] in self.registers:
            row = self.registers[register[1]].objects.first()
            assert row is not None, f"nothing stands in {register[1]}: give it something above"
            return [row.pk]
        return [SAMPLES.get(name, 1)]

    def _pages(self) -> list[int]:
        """Return one page of each kind, that of knowledge last: it has most to show."""
        kinds = {page.specific_class: page.pk for page in Page.objects.filter(depth__gt=1).order_by("pk")}
        return sorted(kinds.values(), key=lambda pk: Page.objects.get(pk=pk).specific_class.__name__ == "KennisPage")

    def _open(
        self, client: Client, role: str, address: Address, path: str, query: dict[str, str] | None = None
    ) -> None:
        with undone(client):
            answer = client.get(path, query)
            self._judge(f"{role} GET {path} {query or ''}", answer)
            if answer.status_code == 200:
                self.opened.add(f"{address.route} {query or ''}")
                self.shown |= {word for word in OPEN if not answer.streaming and word in answer.content.decode()}
