"""The part of the search bench that runs inside Django: `python -m bench.zoeken_work` prints JSON."""

import json
import random
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import django

PAGES, TIMES = 2000, 5
NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
QUERIES = {
    "common": ["water", "casussen", "samenwerking", "waterschappen", "mandaat gebied"],
    "rare": ["kwelwater", "1235", "peilbesluit zeven", "zeven kwelwater"],
    "guess": ["watershcap", "interviesie", "manadat"],
}
WORDS = re.findall(
    r"\w+",
    "water natuur landbouw casus casussen gebied waterschap samenwerking mandaat intervisie peil bestuur boeren beek "
    "dijk polder gemeente provincie gesprek vraag antwoord tafel plan geld tijd mensen vertrouwen macht rol opdracht",
)
INDEXES = ("paginatekst_search", "paginatekst_search_trgm")


def fill_pages() -> None:
    """Write 2,000 pages of 600 words each."""
    chance = random.Random(7)  # noqa: S311 - test data
    above = KennisRubriekPage.objects.get(soort="HANDREIKING")
    kind = ContentType.objects.get_for_model(KennisPage)
    pages = Page.objects.bulk_create(
        Page(
            title=f"{' '.join(chance.sample(WORDS, 3)).capitalize()} {number}", slug=f"bladzijde-{number}",
            path=f"{above.path}{Page._int2str(number).rjust(4, '0')}", depth=above.depth + 1, live=True,
            url_path=f"{above.url_path}bladzijde-{number}/", content_type=kind, locale_id=above.locale_id,
        )
        for number in range(1, PAGES + 1)
    )  # fmt: skip
    for number, page in enumerate(pages):
        rare = " kwelwater peilbesluit" if number % 200 == 0 else ""
        text = f"<p>{' '.join(chance.choices(WORDS, k=600))}{rare} zeven.</p>"
        row = KennisPage(
            page_ptr_id=page.pk, samenvatting=" ".join(chance.sample(WORDS, 8)),
            inhoud=[{"type": "tekst", "value": text, "id": "1"}], zichtbaar="LEDEN" if number % 3 == 0 else "OPENBAAR",
        )  # fmt: skip
        row.save_base(raw=True)
    Page.objects.filter(pk=above.pk).update(numchild=PAGES)


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long this took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def slowest_but_tenth(texts: list[str], ask: Callable[[str], object]) -> float:
    """Return what nine of ten of these searches take at most."""
    for text in texts:
        ask(text)
    took = sorted(milliseconds(partial(ask, text)) for text in texts for _time in range(TIMES))
    return took[int(len(took) * 0.9)]


def over_pages(text: str, *, is_guess: bool = False) -> None:
    """Search knowledge alone."""
    vraag = vraag_of(text)
    with guessing():
        find_kennis(AnonymousUser(), vraag.guessing() if is_guess else vraag, NOW, 20)


def without(name: str, texts: list[str], *, is_guess: bool = False) -> float:
    """Return how long these take when an index is not there; it is put back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        took = slowest_but_tenth(texts, lambda text: over_pages(text, is_guess=is_guess))
        transaction.set_rollback(True)
    return took


def main() -> None:
    """Fill, search as a member and as a stranger, and without each index."""
    fill(NOW)
    fill_pages()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    member = User.objects.get(email=EMAIL)
    told: dict[str, Any] = {}
    for who, user in (("lid", member), ("bezoeker", AnonymousUser())):
        told[who] = {
            kind: slowest_but_tenth(texts, partial(_search, user, is_guess=kind == "guess"))
            for kind, texts in QUERIES.items()
        }
    texts = QUERIES["common"] + QUERIES["rare"]
    told["with"] = slowest_but_tenth(texts, over_pages)
    told["without"] = {name: without(name, texts) for name in INDEXES}
    told["guess_with"] = slowest_but_tenth(QUERIES["guess"], lambda text: over_pages(text, is_guess=True))
    told["guess_without"] = without(INDEXES[1], QUERIES["guess"], is_guess=True)
    print(json.dumps(told))


def _search(user: Any, text: str, *, is_guess: bool) -> None:
    found = search(user, vraag_of(text), "", 1, NOW)
    if found.is_guess != is_guess or not found.count:
        raise RuntimeError(f"{text}: {found.count} found, a guess: {found.is_guess}")


if __name__ == "__main__":
    django.setup()
    # Models must be ready before these can be imported.
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from psycopg import sql
    from wagtail.models import Page

    from bench.data import EMAIL, fill
    from community.models import KennisPage, KennisRubriekPage, User
    from community.queries.zoeken import guessing, search
    from community.queries.zoeken_website import find_kennis
    from community.zoeken.vraag import vraag_of

    main()
