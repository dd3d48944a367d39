"""Who sees what of a meeting: every role, every audience, every address, with words that must not leak (T2-T5)."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from community.access.agenda import (
    agenda_bijeenkomsten,
    in_agenda,
    may_read_content,
    may_see_guests,
    readable_among,
    readable_bijeenkomsten,
    visible_bijeenkomsten,
    who_sees,
)
from community.models import Bijeenkomst, Deelname, Lidmaatschap, User
from tests.community.agenda.cast import CANARIES, DESCRIPTION, GUEST, LINK, ROLES, TITLE, Cast, a_cast
from tests.factories import BijeenkomstFactory, DeelnameFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LOGIN_ONLY = (
    "bijeenkomst-bewerken", "bijeenkomst-afzeggen", "bijeenkomst-aanmelden", "bijeenkomst-afmelden",
    "bijeenkomst-presentie", "bijeenkomst-presentie-afdrukken", "bijeenkomst-inchecken", "bijeenkomst-meedoen",
)  # fmt: skip
OPEN = ("bijeenkomst", "bijeenkomst-ics")
# Who may know that the meeting exists, by audience.
KNOWN = {
    "openbaar": set(ROLES),
    "leden": set(ROLES) - {"AN"},
    "kring": {"GL", "TK", "ZA", "CO"},
    "concept": {"CO"},
}
# Who may read what the meeting of the group is about.
READERS = {"GL", "TK"}


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def browser(cast: Cast, role: str) -> Client:
    return Client() if role == "AN" else browser_of(cast[role])


def meeting_of(cast: Cast, audience: str) -> Bijeenkomst:
    found: Bijeenkomst = getattr(cast, audience)
    return found


def text_of(response: object) -> str:
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return response.content.decode() + headers


@pytest.mark.parametrize("audience", list(KNOWN))
@pytest.mark.parametrize("role", ROLES)
def test_who_may_know_a_meeting_opens_its_page(cast: Cast, role: str, audience: str) -> None:
    client, meeting = browser(cast, role), meeting_of(cast, audience)
    for name in OPEN:
        path = reverse(name, args=[meeting.code])
        response = client.get(path)
        if role in KNOWN[audience]:
            assert response.status_code == (404 if (name, audience) == ("bijeenkomst-ics", "concept") else 200)
        elif role == "AN":
            assert (response.status_code, response["Location"]) == (302, f"/inloggen/?next={path}")
        else:
            assert response.status_code == 404
        if role not in KNOWN[audience]:
            assert [word for word in CANARIES if word in text_of(response)] == []


@pytest.mark.parametrize("role", ROLES)
def test_what_a_group_meets_about_is_read_by_who_agreed(cast: Cast, role: str) -> None:
    client = browser(cast, role)
    pages = [client.get(reverse(name, args=[cast.kring.code])) for name in OPEN]
    for response in pages:
        text = text_of(response)
        assert (TITLE in text) is (role in READERS), role
    page = text_of(pages[0])
    assert (DESCRIPTION in page) is (role in READERS)
    assert (GUEST in page) is (role in READERS)
    assert LINK not in page


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("query", ["", f"?q={TITLE}", "?welke=mijn", "?eerder=1", "?soort=LEERGROEP"])
def test_lists_months_and_search_show_no_more_than_the_page(cast: Cast, role: str, query: str) -> None:
    Bijeenkomst.objects.exclude(pk=cast.kring.pk).delete()
    client = browser(cast, role)
    for path in (reverse("agenda"), reverse("agenda-maand", args=[2027, 2])):
        text = text_of(client.get(path + query)).replace(f'value="{TITLE}"', "").replace(f"q={TITLE}", "")
        if role not in READERS:
            assert TITLE not in text
        assert [word for word in (DESCRIPTION, LINK, GUEST) if word in text] == []


@pytest.mark.parametrize("role", ["ZA", "CO"])
def test_search_by_a_title_one_may_not_read_finds_nothing(cast: Cast, role: str) -> None:
    """The number of results would tell what the title is."""
    found = browser(cast, role).get(reverse("agenda"), {"q": TITLE})
    assert cast.kring.code not in found.content.decode()


def test_the_agenda_of_a_coordinator_is_not_filled_with_groups(cast: Cast) -> None:
    assert cast.kring.code not in browser(cast, "CO").get(reverse("agenda")).content.decode()


@pytest.mark.parametrize("audience", list(KNOWN))
@pytest.mark.parametrize("role", ROLES)
def test_acts_are_closed_to_who_may_not_know(cast: Cast, role: str, audience: str) -> None:
    if role != "AN" and role in KNOWN[audience]:
        return
    client = browser(cast, role)
    for name in LOGIN_ONLY:
        path, missing = (reverse(name, args=[code]) for code in (meeting_of(cast, audience).code, "zzzzzzzz"))
        looked, sent, nothing = client.get(path), client.post(path), client.post(missing)
        if role == "AN":
            assert (looked.status_code, looked["Location"]) == (302, f"/inloggen/?next={path}")
        else:
            assert looked.status_code == 404
        # A page that takes no forms says so before it looks for the meeting.
        assert sent.status_code == nothing.status_code
        assert [word for word in CANARIES if word in text_of(looked) + text_of(sent)] == []


RUNS = {"openbaar": {"CO"}, "leden": {"CO"}, "kring": {"TK"}, "concept": {"CO"}}
TAKES = {"openbaar": {"CO"}, "leden": {"CO"}, "kring": {"TK", "CO"}, "concept": set()}


@pytest.mark.parametrize("audience", list(RUNS))
@pytest.mark.parametrize("role", [role for role in ROLES if role != "AN"])
def test_who_runs_a_meeting(cast: Cast, role: str, audience: str) -> None:
    client, code = browser(cast, role), meeting_of(cast, audience).code
    for name in ("bijeenkomst-bewerken", "bijeenkomst-afzeggen"):
        status = client.get(reverse(name, args=[code])).status_code
        assert status == (200 if role in RUNS[audience] else 404)
    for name in ("bijeenkomst-presentie", "bijeenkomst-presentie-afdrukken"):
        response = client.get(reverse(name, args=[code]))
        assert response.status_code == (200 if role in TAKES[audience] else 404)
        if (role, audience) == ("CO", "kring"):
            assert TITLE not in text_of(response)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "AN"])
def test_who_plans(cast: Cast, role: str) -> None:
    client = browser(cast, role)
    assert client.get(reverse("bijeenkomst-nieuw")).status_code == (200 if role == "CO" else 404)
    for_group = reverse("leergroep-bijeenkomst-nieuw", args=[cast.leergroep.slug])
    assert client.get(for_group).status_code == (200 if role == "TK" else 404)


@pytest.mark.parametrize("audience", ["openbaar", "leden"])
def test_names_and_the_online_link_are_for_who_takes_part(cast: Cast, audience: str) -> None:
    meeting = meeting_of(cast, audience)
    path = reverse("bijeenkomst", args=[meeting.code])
    client = browser(cast, "LI")
    for each in (Client(), browser(cast, "GL"), client):
        text = text_of(each.get(path))
        assert (GUEST in text, LINK in text) == (False, False)
    DeelnameFactory(bijeenkomst=meeting, user=cast["LI"])
    assert GUEST in text_of(client.get(path))
    assert LINK in text_of(client.post(reverse("bijeenkomst-meedoen", args=[meeting.code])))
    for status, since in (("WACHTLIJST", NOW), ("UITGENODIGD", None), ("AFGEMELD", None)):
        Deelname.objects.filter(user=cast["LI"]).update(status=status, waiting_since=since)
        assert GUEST not in text_of(client.get(path))
        refused = client.post(reverse("bijeenkomst-meedoen", args=[meeting.code]))
        assert (refused.status_code, LINK in text_of(refused)) == (404, False)


def codes(cast: Cast) -> Iterator[str]:
    """Return other ways to write the code of a closed meeting."""
    code = cast.kring.code
    yield from (code.upper(), str(cast.kring.pk), f"{code}%00", f"{code}%20", f"%2e%2e/{code}", f"{code};x", "0", "-1")


def test_no_other_form_of_the_address_opens_it(cast: Cast) -> None:
    """T3: with every form of the id and every method."""
    client = browser(cast, "LI")
    for code in codes(cast):
        for end in ("", "agenda.ics", "presentie/", "bewerken/"):
            assert client.get(f"/agenda/{code}/{end}").status_code == 404
    path = reverse("bijeenkomst", args=[cast.kring.code])
    for method in ("head", "options", "post", "put", "patch", "delete"):
        response = getattr(client, method)(path)
        assert response.status_code in {404, 405}
        assert [word for word in CANARIES if word in text_of(response)] == []
    for extra in ({"headers": {"x-http-method-override": "GET"}}, {"headers": {"hx-request": "true"}}):
        assert client.get(path, **extra).status_code == 404


@pytest.mark.parametrize("name", [*OPEN, *LOGIN_ONLY])
def test_a_closed_meeting_answers_as_one_that_does_not_exist(cast: Cast, name: str) -> None:
    """T5: status, body and headers, but for the token that every page has anew."""
    client = browser(cast, "LI")
    closed, missing = (client.get(reverse(name, args=[code])) for code in (cast.kring.code, "zzzzzzzz"))
    assert closed.status_code == missing.status_code == 404
    assert closed.content == missing.content
    assert dict(closed.headers) == dict(missing.headers)


def test_leaving_a_group_closes_its_meetings_at_the_next_request(cast: Cast) -> None:
    """T8 for meetings."""
    client, path = browser(cast, "GL"), reverse("bijeenkomst", args=[cast.kring.code])
    assert client.get(path).status_code == 200
    Lidmaatschap.objects.filter(user=cast["GL"]).update(until_at=NOW)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"AN", "CO"}])
def test_mail_judges_as_pages_do(cast: Cast, role: str) -> None:
    """The judge of many at once says the same as the judge of one, for who runs nothing for the community."""
    meetings, user = list(Bijeenkomst.objects.all()), cast[role]
    at_once = who_sees(meetings, [user], NOW)
    visible = set(visible_bijeenkomsten(user, NOW).values_list("pk", flat=True))
    assert {pk for _person, pk in at_once} == visible
    assert all(
        at_once[user.pk, meeting.pk] == may_read_content(user, meeting, NOW)
        for meeting in meetings
        if meeting.pk in visible
    )


@pytest.mark.parametrize("role", [role for role in ROLES if role != "AN"])
def test_a_meeting_at_hand_is_judged_as_in_the_database(cast: Cast, role: str) -> None:
    """Knowing and reading are judged for rows and for queries: both say the same, for every meeting and role."""
    user = cast[role]
    meetings = set(Bijeenkomst.objects.filter(pk__in=visible_bijeenkomsten(user, NOW)))
    meetings |= {BijeenkomstFactory(kring=cast.kring.kring, kind="LEERGROEP", audience="KRING", status="CONCEPT")}
    visible = [row for row in meetings if visible_bijeenkomsten(user, NOW).filter(pk=row.pk).exists()]
    readable = set(readable_bijeenkomsten(user, NOW).values_list("pk", flat=True))
    assert readable_among(visible, user, NOW) == {row.pk for row in visible if row.pk in readable}
    in_hers = set(agenda_bijeenkomsten(user, NOW).values_list("pk", flat=True))
    every = list(Bijeenkomst.objects.all())
    assert {row.pk for row in every if in_agenda(row, user, NOW)} == in_hers


def test_a_closed_account_sees_no_more_than_a_visitor(cast: Cast) -> None:
    User.objects.filter(pk=cast["GL"].pk).update(is_active=False)
    user = User.objects.get(pk=cast["GL"].pk)
    assert [row.audience for row in visible_bijeenkomsten(user, NOW)] == ["OPENBAAR"]
    assert not may_see_guests(user, cast.kring, None, NOW)
    assert who_sees(Bijeenkomst.objects.all(), [user], NOW) == {}


@pytest.mark.parametrize("name", ["bijeenkomst-aanmelden", "bijeenkomst-afmelden"])
def test_looking_never_answers(cast: Cast, name: str) -> None:
    """T59: a link in a mail that a scanner opens changes nothing."""
    before = list(Deelname.objects.order_by("pk").values())
    response = browser(cast, "LI").get(reverse(name, args=[cast.leden.code]))
    assert (response.status_code, response["Location"]) == (302, f"/agenda/{cast.leden.code}/")
    assert list(Deelname.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("name", LOGIN_ONLY)
def test_a_form_without_the_token_of_this_site_is_refused(cast: Cast, name: str) -> None:
    """T59."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(cast, "LI").cookies
    assert client.post(reverse(name, args=[cast.leden.code])).status_code == 403
