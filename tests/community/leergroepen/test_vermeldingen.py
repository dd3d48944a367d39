"""Naming people: only who reads along can be named, is told so, and it never becomes anything but a bold name."""

import re
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.template.defaultfilters import urlizetrunc
from django.test import Client
from django.urls import reverse

from community.actions.groepsberichten import (
    Meegestuurd,
    edit_groepsbericht,
    post_groepsbericht,
    remove_groepsbericht,
    reply_to_groepsbericht,
)
from community.actions.vermeldingen import MOST_NAMED, named_in
from community.models import Bericht, BerichtStatus, Groepsbericht, Lidmaatschap, MailMode, User, Vermelding, Voorkeur
from community.templatetags.berichttekst import berichttekst
from tests.community.leergroepen.cast import Cast, a_cast
from tests.community.leergroepen.test_post import SECRET, letters, subjects
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    """A group with everybody who could knock at its door."""
    return a_cast()


def write(cast: Cast, text: str, role: str = "GL", **more: Any) -> Groepsbericht:
    return post_groepsbericht(actor=cast[role], kring=cast.leergroep.kring, text=text, now=NOW, **more)


def named(bericht: Groepsbericht) -> dict[User, str]:
    return {row.user: row.written for row in Vermelding.objects.filter(groepsbericht=bericht).select_related("user")}


def told(user: User) -> list[str]:
    rows = Bericht.objects.filter(recipient=user, kind="N77", status=BerichtStatus.GEPLAND)
    return [row.moment.partition(":")[0] for row in rows.order_by("created_at")]


def people(*names: tuple[str, str]) -> list[User]:
    return [User(voornaam=first, achternaam=last, email=f"{number}@x.example")
            for number, (first, last) in enumerate(names)]  # fmt: skip


WHO = people(("Noor", "Bos"), ("Noor", "Bosman"), ("Wil", "Aydın"), ("Jan-Peter", "O'Neil"), ("Fatima", "Çelik"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Noor Bos, kijk eens", {0: "Noor Bos"}), ("@Noor Bosman kijk", {1: "Noor Bosman"}),
        ("Dank @wil aydın.", {2: "wil aydın"}), ("Dank @Wil!", {2: "Wil"}), ("(@WIL)", {2: "WIL"}),
        ("@Noor", {}), ("@Noor Bo", {}), ("@Wilma", {}), ("@Wil_", {}), ("wil@wil.example", {}), ("x.@Wil", {}),
        ("@@Wil", {}), ("@ Wil", {}), ("@", {}), ("Wil", {}), ("https://x.example/@Wil", {}), ("", {}),
        ("@Jan-Peter O'Neil", {3: "Jan-Peter O'Neil"}), ("@Fatima Çelik @Wil", {4: "Fatima Çelik", 2: "Wil"}),
        ("@Wil en nog eens @wil aydın", {2: "Wil"}), ("regel\n@Wil", {2: "Wil"}), ("@Wil Vertrokken", {}),
        ("@Wil van Dam", {}), ("@Wil kijk eens", {2: "Wil"}),
        ("@Wil @Wil @Wil", {2: "Wil"}),
    ],
)  # fmt: skip
def test_who_is_named_in_a_text(text: str, expected: dict[int, str]) -> None:
    assert {WHO.index(user): written for user, written in named_in(text, WHO).items()} == expected


def test_two_of_the_same_name_are_both_meant() -> None:
    same = people(("Wil", "Bos"), ("Wil", "Bos"))
    assert set(named_in("@Wil Bos", same)) == set(same)


def test_a_megabyte_of_signs_is_looked_through_at_once() -> None:
    """T44."""
    many = [User(voornaam=f"Wil{number}", achternaam="A" * 50, email=f"{number}@x.example") for number in range(300)]
    for text in ("@" * 1_000_000, "@a" * 500_000, "@Wil1 AAAA" * 100_000, "a" * 1_000_000, "\n" * 1_000_000):
        began = time.process_time()
        named_in(text, many)
        berichttekst("@Wil1 " * 800, ["Wil1"])
        assert time.process_time() - began < 1


def test_somebody_named_in_the_text_is_told_and_not_twice(cast: Cast) -> None:
    Voorkeur.objects.create(user=cast["TK"], subject="LEERGROEPEN", mode=MailMode.DIRECT)
    bericht = write(cast, f"@{cast['TK'].naam}: {SECRET}")
    assert named(bericht) == {cast["TK"]: cast["TK"].naam}
    assert told(cast["TK"]) == ["genoemd"]
    (letter,) = letters(cast["TK"], "N77")
    assert letter.subject == "Je bent genoemd in Natte teelten"
    assert (SECRET in letter.text, SECRET in letter.html) == (False, False)


def test_somebody_is_chosen_in_the_form_without_a_script(cast: Cast) -> None:
    browser = browser_of(cast["GL"])
    path = reverse("leergroep-berichten", kwargs={"slug": cast.leergroep.slug})
    page = browser.get(path).content.decode()
    choice = page[page.index("<select") : page.index("</select>")]
    assert re.findall(r'value="([^"]*)"', choice) == ["", str(cast["TK"].pk)]  # who reads along, not oneself
    sent = {"text": "Weet jij dit?", "noem": str(cast["TK"].pk), "eenmalig": str(uuid.uuid4())}
    text = browser.post(path, sent, follow=True).content.decode()
    assert f"Genoemd: <strong>{cast['TK'].naam}</strong>" in text
    assert told(cast["TK"]) == ["genoemd"]


@pytest.mark.parametrize("role", ["LI", "LA", "EX", "ZA", "CO", "AV", "GL"])
def test_nobody_else_can_be_named(cast: Cast, role: str) -> None:
    path = reverse("leergroep-berichten", kwargs={"slug": cast.leergroep.slug})
    count = Groepsbericht.objects.count()
    answer = browser_of(cast["GL"]).post(path, {"text": "Zeg eens", "noem": str(cast[role].pk)})
    assert "Kies een van de mogelijkheden in de lijst." in answer.content.decode()
    assert Groepsbericht.objects.count() == count
    bericht = write(cast, f"@{cast[role].naam} zeg eens", more=Meegestuurd(named=[cast[role].pk]))
    assert (named(bericht), told(cast[role])) == ({}, [])


def test_who_left_is_not_told_any_more(cast: Cast) -> None:
    write(cast, f"@{cast['TK'].naam}")
    assert subjects(cast["TK"], "N77") == ["Je bent genoemd in Natte teelten"]
    Lidmaatschap.objects.filter(user=cast["TK"]).update(until_at=NOW)
    assert subjects(cast["TK"], "N77") == []


def test_who_muted_the_group_sees_it_on_screen_and_gets_no_mail(cast: Cast) -> None:
    Lidmaatschap.objects.filter(user=cast["TK"]).update(muted_at=NOW)
    Voorkeur.objects.create(user=cast["TK"], subject="LEERGROEPEN", mode=MailMode.DIRECT)
    bericht = write(cast, "Zonder naam")
    assert Bericht.objects.filter(recipient=cast["TK"]).count() == 0
    reply_to_groepsbericht(actor=cast["GL"], bericht=bericht, text=f"@{cast['TK'].naam}", now=NOW)
    row = Bericht.objects.get(recipient=cast["TK"])
    assert (row.is_on_screen, row.mail_at, row.status) == (True, None, BerichtStatus.SCHERM)


def test_who_muted_the_group_still_sees_on_screen_that_somebody_replied_to_her(cast: Cast) -> None:
    Lidmaatschap.objects.filter(user=cast["GL"]).update(muted_at=NOW)
    reply_to_groepsbericht(actor=cast["TK"], bericht=cast.first, text="Ik weet het.", now=NOW)
    row = Bericht.objects.get(recipient=cast["GL"])
    assert (row.kind, row.is_on_screen, row.mail_at) == ("N77", True, None)


def test_a_reply_that_names_its_reader_is_told_once(cast: Cast) -> None:
    reply_to_groepsbericht(actor=cast["TK"], bericht=cast.first, text=f"@{cast['GL'].naam}", now=NOW)
    assert told(cast["GL"]) == ["genoemd"]


def test_changing_the_text_tells_who_is_new_and_not_who_is_gone(cast: Cast) -> None:
    other = LidmaatschapFactory(
        kring=cast.leergroep.kring, accepted=cast.afspraken, accepted_at=NOW, user__achternaam="Rietzanger"
    ).user
    bericht = write(cast, f"@{cast['TK'].naam}")
    edit_groepsbericht(actor=cast["GL"], bericht=bericht, version=1, text=f"@{other.naam}", now=LATER)
    assert (set(named(bericht)), told(cast["TK"]), told(other)) == ({other}, [], ["genoemd"])
    edit_groepsbericht(actor=cast["GL"], bericht=bericht, version=2, text=f"Dag @{other.naam}", now=LATER)
    assert told(other) == ["genoemd"]
    remove_groepsbericht(actor=cast["GL"], bericht=bericht, now=LATER)
    assert (named(bericht), subjects(other, "N77")) == ({}, [])


def test_not_everybody_is_named_at_once(cast: Cast) -> None:
    many = [UserFactory(voornaam=f"Lid{number}x") for number in range(MOST_NAMED + 5)]
    for user in many:
        LidmaatschapFactory(kring=cast.leergroep.kring, accepted=cast.afspraken, accepted_at=NOW, user=user)
    assert len(named(write(cast, " ".join(f"@{user.naam}" for user in many)))) == MOST_NAMED


NASTY = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "javascript:alert(1)",
    "<b>vet</b>", "&lt;b&gt;", "{{ 7|add:7 }}", "{% now 'Y' %}", "<a href='javascript:x'>k</a>", "</strong><script>",
    "<strong onclick=x>", "https://x.example/\"onclick=\"alert(1)", "www.x.example/<script>", "a@x.example<script>",
    "<!--", "]]>", "<style>*{}</style>", "<iframe src=//x>", "\\u003cscript\\u003e", "%3Cscript%3E", "<math><mi>",
    "<form action=//x>", "<base href=//x>", "`${alert(1)}`", "<meta http-equiv=refresh>", "';alert(1)//",
)  # fmt: skip


@pytest.mark.parametrize("nasty", NASTY)
def test_a_name_beside_markup_stays_a_name_and_the_markup_text(nasty: str) -> None:
    """T41."""
    for text in (f"@Wil{nasty}", f"{nasty}@Wil {nasty}", f"@Wil {nasty} @Wil", f"{nasty}\n\n{nasty}\n@Wil"):
        drawn = berichttekst(text, ["Wil", nasty])
        assert set(re.findall(r"<\s*(/?\w+)", drawn)) <= {"p", "/p", "strong", "/strong", "a", "/a", "br"}
        assert re.findall(r"<(?:strong|p|br) [^>]*>", drawn) == []
        assert all(re.fullmatch(r'<a href="(https?|mailto):[^"<>]*"( rel="nofollow")?>', tag)
                   for tag in re.findall(r"<a [^>]*>", drawn))  # fmt: skip


def test_a_name_is_bold_and_only_where_somebody_was_named(cast: Cast) -> None:
    bericht = write(cast, f"Dag @{cast['TK'].naam} en @Niemand Bekend")
    path = reverse("leergroep-gesprek", kwargs={"slug": cast.leergroep.slug, "bericht_id": bericht.pk})
    browser: Client = browser_of(cast["TK"])
    text = browser.get(path).content.decode()
    assert f"Dag <strong>@{cast['TK'].naam}</strong> en @Niemand Bekend" in text
    assert set(Bericht.objects.filter(recipient=cast["TK"]).values_list("seen_at", flat=True)) == {NOW}


@pytest.mark.parametrize("text", [
    "Een zin. En nog een: kijk <b>hier</b> & daar", "www.regiekamer.example", "mail naar noor@polder.example.",
    "(https://polder.example/a)", "polder.org", "Dijk.", "a:b", "'www.polder.example'", "http:// niets", "eind www.",
])  # fmt: skip
def test_text_without_an_address_is_drawn_as_any_text(text: str) -> None:
    assert berichttekst(text) == f"<p>{urlizetrunc(text, 60, autoescape=True)}</p>"
