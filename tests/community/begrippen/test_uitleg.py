"""Finding terms in texts: forms, entities, what is left alone, and that nothing else ever changes."""

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.uitleg import Lexicon, Term, lexicon_of, mark, terms_in
from community.uitleg.lexicon import plurals_of

WORDS = (
    Term("waterschap", "waterschap", "Bestuur van water."),
    Term("casus", "casus", "Iets uit de praktijk.", ("praktijkgeval",)),
    Term("coalitie", "coalitie", "Samen een doel."),
    Term("rol", "rol", "Wat je doet."),
    Term("brief", "brief", "Op papier."),
    Term("thema", "thema", "Waar het over gaat."),
    Term("bob", "BOB", "Eerst kijken."),
    Term("regisseur-van-de-samenwerking", "regisseur van de samenwerking", "Jij.", ("regisseur",)),
    Term("rd", "R&D", "Onderzoek."),
    Term("s-curve", "S-curve", "Groei."),
    Term("mogelijkheid", "mogelijkheid", "Wat kan."),
)
LEXICON = lexicon_of(WORDS)


def marked(html: str, lexicon: Lexicon = LEXICON, seen: set[str] | None = None) -> str:
    return mark(html, lexicon, set() if seen is None else seen, lambda term, written: f"[{term.slug}|{written}]")


@pytest.mark.parametrize(
    ("word", "plural"),
    [("casus", "casussen"), ("waterschap", "waterschappen"), ("samenwerking", "samenwerkingen"), ("taak", "taken"),
     ("regisseur", "regisseurs"), ("coalitie", "coalities"), ("thema", "thema's"), ("brief", "brieven"),
     ("huis", "huizen"), ("fase", "fasen"), ("fase", "fases"), ("belang", "belangen"), ("rol", "rollen"),
     ("begrip", "begrippen"), ("proces", "processen"), ("werkvorm", "werkvormen"), ("mogelijkheid", "mogelijkheden"),
     ("team", "teams"), ("doel", "doelen"), ("besluit", "besluiten"), ("partij", "partijen"), ("bewoner", "bewoners")],
)  # fmt: skip
def test_the_plurals_of_dutch_are_known(word: str, plural: str) -> None:
    assert plural in set(plurals_of(word))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>De Waterschappen doen mee.</p>", "<p>De [waterschap|Waterschappen] doen mee.</p>"),
        ("twee praktijkgevallen", "twee [casus|praktijkgevallen]"),
        ("twee thema&#x27;s", "twee [thema|thema&#x27;s]"),
        ("twee thema’s", "twee [thema|thema’s]"),
        ("aan R&amp;D doen", "aan [rd|R&amp;D] doen"),
        ("regisseurs van\n de&nbsp;samenwerking",
         "[regisseur-van-de-samenwerking|regisseurs van\n de&nbsp;samenwerking]"),
        ("een regisseur.", "een [regisseur-van-de-samenwerking|regisseur]."),
        ("de BOB", "de [bob|BOB]"), ("ome Bob", "ome Bob"), ("de S-curve", "de [s-curve|S-curve]"),
        ("casusvraag, kruiscasus, casus-achtig", "casusvraag, kruiscasus, casus-achtig"),
        ("mail a@casus.nl of kijk op casus.nl", "mail a@casus.nl of kijk op casus.nl"),
        ("de casus, nog een casus", "de [casus|casus], nog een casus"),
        ("(casus)", "([casus|casus])"),
    ],
)  # fmt: skip
def test_a_term_is_found_as_texts_write_it(html: str, found: str) -> None:
    assert marked(html) == found


@pytest.mark.parametrize(
    "html",
    ['<a href="/x/">casus</a>', "<h2>casus</h2>", "<h3>De <b>casus</b></h3>", "<button>casus</button>",
     "<label>casus</label>", "<summary>casus</summary>", '<img alt="casus">', '<p title="een > casus">x</p>',
     "<!-- casus -->", "<blockquote><p>casus</p></blockquote>", "<th>casus</th>", "<dt>casus</dt>",
     "<textarea>casus</textarea>", "<svg><title>casus</title></svg>", "<a href='/x/'>een <b>casus</b> hier</a>",
     "<legend>casus</legend>", "<option>casus</option>", "<script>casus</script>", "<code>casus</code>"],
)  # fmt: skip
def test_a_term_stays_as_it_is_where_it_would_disturb(html: str) -> None:
    assert marked(html) == html


def test_after_a_link_terms_are_found_again() -> None:
    assert marked("<a>casus</a> een casus <h2>x</h2>") == "<a>casus</a> een [casus|casus] <h2>x</h2>"
    assert marked("</a>een casus") == "</a>een [casus|casus]"


def test_only_the_first_on_a_page_is_marked() -> None:
    seen: set[str] = set()
    assert marked("<p>casus</p>", seen=seen) == "<p>[casus|casus]</p>"
    assert marked("<p>casussen</p>", seen=seen) == "<p>casussen</p>"
    assert marked("<p>casus</p>", seen={"casus"}) == "<p>casus</p>"


def test_without_terms_nothing_happens() -> None:
    assert marked("<p>casus</p>", lexicon_of(())) == "<p>casus</p>"
    assert terms_in("casus", lexicon_of(())) == set()


def test_a_preferred_term_goes_before_another_word_and_before_a_plural() -> None:
    words = lexicon_of((Term("a", "rol", ""), Term("b", "rollen", ""), Term("c", "taak", "", ("rol", "rollen"))))
    assert marked("rollen rol", words) == "[b|rollen] [a|rol]"


def test_terms_of_a_plain_text_are_told() -> None:
    assert terms_in("R&D bij <waterschappen> en casussen", LEXICON) == {"rd", "waterschap", "casus"}


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=80)
BITS = st.lists(
    st.one_of(TEXTS.map(escape), st.sampled_from(["casus", " ", "<b>", "</b>", "<a href='casus'>", "</a>", "&amp;",
                                                  "thema&#x27;s", "R&amp;D", "<p>", "</p>", "BOB", "\n"])), max_size=12
).map("".join)  # fmt: skip


@given(BITS)
def test_taking_the_marks_out_gives_back_the_same_text(html: str) -> None:
    found: list[str] = []

    def draw(term: Term, written: str) -> str:
        found.append(term.slug)
        return f"\ue000{written}\ue001"

    answer = mark(html, LEXICON, set(), draw)
    if "\ue000" not in html and "\ue001" not in html:
        assert answer.replace("\ue000", "").replace("\ue001", "") == html
    assert len(found) == len(set(found))


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=5, unique=True), TEXTS)
def test_whatever_a_term_is_it_never_breaks_a_text(terms: list[str], text: str) -> None:
    words = lexicon_of(tuple(Term(f"t{n}", term, "") for n, term in enumerate(terms)))
    html = escape(text)
    drawn = mark(html, words, set(), lambda _term, written: written)
    assert (drawn, unescape(drawn)) == (html, unescape(html))


@given(
    st.sampled_from(WORDS), st.sampled_from(["", "Een ", "(", "\u201c", "<b>"]), st.sampled_from(["", ".", "!", "</b>"])
)
def test_every_term_is_found_as_it_is_written(term: Term, before: str, after: str) -> None:
    assert f"[{term.slug}|" in marked(f"{before}{escape(term.term)}{after}")


def test_a_long_text_with_many_terms_is_marked_at_once() -> None:
    words = lexicon_of(tuple(Term(f"t{n}", f"begrip{n}", "", (f"woord{n}", f"zin{n}")) for n in range(300)))
    html = "<p>" + "Er was eens een overleg tussen begrip7 en woord250. " * 2000 + "</p>"
    assert len(re.findall(r"\[t", marked(html, words))) == 2
