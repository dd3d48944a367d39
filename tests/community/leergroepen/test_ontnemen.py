"""Who is taken out of a group finds every door shut at the very next request (T8, T9)."""

import pytest
from django.urls import reverse

from community.access.leergroepen import rights
from community.actions.kringen import publish_afspraken
from community.actions.leergroepen import remove_member, set_role
from community.actions.toetredingen import leave_leergroep
from community.models import KringRol, User
from community.queries.groepsberichten import news_of
from community.queries.mijn_leergroepen import running_groups
from community.queries.taken import open_taken_of
from tests.community.leergroepen.cast import IN_BERICHT, IN_BIJEENKOMST, IN_REACTIE, Cast, a_cast
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

INSIDE = ("leergroep-berichten", "leergroep-leden", "leergroep-bijeenkomsten", "leergroep-verlaten")


def paths(cast: Cast) -> list[str]:
    """Return every address behind the door of the group."""
    slug = {"slug": cast.leergroep.slug}
    found = [reverse(name, kwargs=slug) for name in INSIDE]
    for name in ("leergroep-gesprek", "leergroep-bericht-bewerken", "leergroep-bericht-verwijderen"):
        found.append(reverse(name, kwargs={**slug, "bericht_id": cast.first.pk}))
    return [*found, reverse("kring-afspraken", kwargs={"kring_id": cast.leergroep.kring_id})]


@pytest.mark.parametrize("how", ["removed", "left", "account closed"])
def test_on_three_devices_at_the_next_request(how: str) -> None:
    cast = a_cast()
    browsers = [browser_of(cast["GL"], with_factor=False) for _ in range(3)]
    for browser in browsers:  # everything is open, and warm
        assert {browser.get(path).status_code for path in paths(cast)} == {200}
    if how == "removed":
        remove_member(actor=cast["TK"], lidmaatschap=cast.lid, now=NOW)
    elif how == "left":
        leave_leergroep(actor=cast["GL"], leergroep=cast.leergroep, now=NOW)
    else:
        User.objects.filter(pk=cast["GL"].pk).update(is_active=False)
    shut = 302 if how == "account closed" else 404
    for browser in browsers:
        answers = [browser.get(path) for path in [*paths(cast), *(f"{path}?htmx=1" for path in paths(cast))]]
        assert {answer.status_code for answer in answers} == {shut}
        text = "".join(answer.content.decode() for answer in answers)
        assert [word for word in (IN_BERICHT, IN_REACTIE, IN_BIJEENKOMST) if word in text] == []
        assert browser.post(paths(cast)[0], {"text": "Nog iets"}).status_code in {401, 404}


def test_nothing_is_left_on_mijn_omgeving() -> None:
    cast = a_cast()
    lid = cast["GL"]
    assert (len(running_groups(lid, NOW)), len(news_of(lid, NOW.replace(year=2026)))) == (1, 1)
    remove_member(actor=cast["TK"], lidmaatschap=cast.lid, now=NOW)
    assert (running_groups(lid, NOW), news_of(lid, NOW), open_taken_of(lid, NOW)) == ([], [], [])


def test_new_agreements_shut_the_door_for_everyone_but_the_writer() -> None:
    cast = a_cast()
    browser = browser_of(cast["GL"])
    publish_afspraken(actor=cast["TK"], kring=cast.leergroep.kring, text="Strenger", number=1, now=NOW)
    answer = browser.get(paths(cast)[0])
    assert (answer.status_code, IN_BERICHT in answer.content.decode()) == (302, False)


def test_a_role_that_was_given_away_opens_nothing_any_more() -> None:
    cast = a_cast()
    browser = browser_of(cast["TK"])
    closed = reverse("leergroep-bewerken", kwargs={"slug": cast.leergroep.slug})
    assert browser.get(closed).status_code == 200
    set_role(actor=cast["TK"], lidmaatschap=cast.lid, role=KringRol.TREKKER, hand_over=True, now=NOW)
    assert browser.get(closed).status_code == 404
    own = rights(cast["TK"], cast.leergroep, NOW)
    assert (own.may_read, own.may_lead) == (True, False)
