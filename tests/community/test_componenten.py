"""What the components draw: markup that also works for a keyboard, a screen reader and an old page."""

import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms.renderers import DjangoTemplates
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory

from community.notation import AMSTERDAM

START = datetime(2027, 2, 9, 13, tzinfo=AMSTERDAM)
END = datetime(2027, 2, 9, 16, 30, tzinfo=AMSTERDAM)


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, attribute: str, *tags: str) -> list[str]:
        """Return what this attribute says, in order, on all tags or on these."""
        return [attrs[attribute] for tag, attrs in self.tags if attribute in attrs and (not tags or tag in tags)]


class VraagForm(forms.Form):
    """One field of each layout."""

    voornaam = forms.CharField(label="Voornaam", help_text="Zoals je genoemd wilt worden.")
    provincie = forms.ChoiceField(label="Provincie", choices=[("UTRECHT", "Utrecht")], widget=forms.RadioSelect)
    akkoord = forms.BooleanField(label="Ik ga akkoord")
    foto = forms.FileField(label="Foto", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)


def draw(source: str, **context: Any) -> str:
    """Render a piece of template as a page would."""
    return Template(source).render(Context(context))


def test_an_icon_is_decoration() -> None:
    assert draw('{% icon "check" %}') == (
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/img/icons.svg#check"/></svg>'
    )


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon"):
        draw('{% icon "eenhoorn" %}')


@pytest.mark.parametrize(
    ("source", "look"),
    [
        ('{% status "Klaar" %}', ("badge badge-ok", "check-circle")),
        ('{% status "Wacht op jou" %}', ("badge badge-warn", "flag")),
        ('{% status "Wacht op Noor" %}', ("badge", "hourglass")),
        ('{% status "Iets nieuws" %}', ("badge", "dot")),
        ('{% status "Iets nieuws" tone="err" icon="lock" %}', ("badge badge-err", "lock")),
    ],
)
def test_a_status_is_word_icon_and_colour(source: str, look: tuple[str, str]) -> None:
    html = draw(source)
    page = Page(html)
    assert (page.values("class", "span")[0], page.values("href", "use")[0].split("#")[1]) == look
    assert html.endswith(f"{source.split(chr(34))[1]}</span>\n")


def test_each_form_gets_its_own_token() -> None:
    first, second = (Page(draw("{% once_token %}")).tags[0][1] for _ in range(2))
    assert (first["name"], first["type"]) == ("eenmalig", "hidden")
    assert UUID(first["value"]) != UUID(second["value"])


def test_a_component_knows_nothing_of_the_page_around_it() -> None:
    html = draw('{% use "button" text="Opslaan" %}', form="van de pagina", kind="danger", value="x")
    assert html == '<button class="btn" type="submit">Opslaan</button>\n'


def test_what_stands_between_the_tags_is_the_content() -> None:
    html = draw(
        '{% component "panel" title=title %}<p>{{ name }}</p>{% endcomponent %}', title="Wie", name="<b>Noor</b>"
    )
    assert html == '<section class="panel stack"><h2>Wie</h2><p>&lt;b&gt;Noor&lt;/b&gt;</p></section>\n'


@pytest.mark.parametrize(
    "source",
    [
        '{% use "person" name=bad meta=bad url="/x/" %}',
        '{% use "task_row" title=bad where=bad due=bad url="/x/" %}',
        '{% use "empty" text=bad title=bad %}',
        '{% use "definition_list" items=pairs %}',
        '{% component "card" title=bad kicker=bad meta=bad %}{{ bad }}{% endcomponent %}',
        '{% component "wie_ziet_dit" sentence=bad people=people %}{% endcomponent %}',
    ],
)
def test_words_of_members_are_escaped(source: str) -> None:
    bad = '<img src=x onerror="alert(1)">'
    html = draw(source, bad=bad, pairs=[(bad, bad)], people=[{"name": bad, "role": bad}])
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html


def test_every_field_has_a_label_and_what_belongs_to_it() -> None:
    form = VraagForm({"voornaam": ""}, auto_id="id_%s")
    page = Page(draw("{{ form }}", form=form))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert set(page.values("for", "label")) <= set(ids)
    described = {word for value in page.values("aria-describedby") for word in value.split()}
    assert described == {"id_voornaam_helptext", "id_voornaam_error", "id_provincie_error", "id_akkoord_error"}
    assert described <= set(ids)
    assert page.values("aria-invalid") == ["true", "true", "true"]


def test_the_summary_names_the_questions_and_leads_to_them() -> None:
    html = draw("{{ form }}", form=VraagForm({"versie": "3"}))
    page = Page(html)
    links = [href.removeprefix("#") for href in page.values("href", "a")]
    assert links == ["id_voornaam", "id_provincie_0", "id_akkoord"]
    assert set(links) <= set(page.values("id"))
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Er ging iets mis. Kijk bij deze 3 vragen:"]
    assert re.findall(r"<a href=[^>]+>(.*?)</a>", html) == [
        "Vul &#x27;Voornaam&#x27; in.",
        "Kies een antwoord bij &#x27;Provincie&#x27;.",
        "Zet een vinkje bij &#x27;Ik ga akkoord&#x27;.",
    ]


def test_one_wrong_question_is_called_one() -> None:
    form = VraagForm({"voornaam": "Noor", "provincie": "UTRECHT", "versie": "3"})
    assert "Kijk bij deze vraag:" in draw("{{ form }}", form=form)


def test_a_form_that_is_right_has_no_summary() -> None:
    assert "summary" not in draw("{{ form }}", form=VraagForm())


def test_an_error_of_the_whole_form_is_told_without_questions() -> None:
    form = VraagForm({"voornaam": "Noor", "provincie": "UTRECHT", "akkoord": "on", "versie": "3"})
    form.add_error(None, "De bijeenkomst is al begonnen.")
    html = draw("{{ form }}", form=form)
    assert "<h2>Er ging iets mis.</h2><p>De bijeenkomst is al begonnen.</p></div>" in html


def test_only_what_is_not_required_is_marked() -> None:
    html = draw("{{ form }}", form=VraagForm())
    assert re.findall(r"<label[^>]*>([^<]*) <span class=\"optional\">\((.*?)\)", html) == [("Foto", "niet verplicht")]
    assert "Vul alle vragen in. Als iets niet verplicht is, staat dat erbij." in html


def test_a_browser_may_fill_in_what_it_knows_of_the_person() -> None:
    assert Page(draw("{{ form }}", form=VraagForm())).values("autocomplete") == ["given-name"]


def test_a_form_carries_its_tokens_and_no_bubbles() -> None:
    request = RequestFactory().get("/")
    source = '{% component "form" form=form submit="Versturen" cancel_url="/terug/" %}{% endcomponent %}'
    page = Page(Template(source).render(RequestContext(request, {"form": VraagForm(), "csrf_token": "abc"})))
    form = next(attrs for tag, attrs in page.tags if tag == "form")
    assert (form["method"], "novalidate" in form) == ("post", True)
    assert sorted(page.values("name", "input")) == [
        "akkoord", "csrfmiddlewaretoken", "eenmalig", "foto", "provincie", "versie", "voornaam",
    ]  # fmt: skip
    assert page.values("disabled") == []


def test_pages_of_a_list_keep_its_filters() -> None:
    request = RequestFactory().get("/leden/?q=water&page=5")
    source = '{% use "pagination" page_obj=page_obj %}'
    page = Page(Template(source).render(RequestContext(request, {"page_obj": Paginator(range(240), 20).page(5)})))
    assert page.values("href", "a") == [f"?q=water&page={number}" for number in (4, 1, 4, 5, 6, 12, 6)]
    assert page.values("aria-current") == ["page"]


def test_a_list_of_one_page_has_no_pages() -> None:
    assert draw('{% use "pagination" page_obj=page %}', page=Paginator([], 20).page(1)).strip() == ""


def test_a_meeting_shows_its_day_and_time() -> None:
    html = draw(
        '{% component "meeting_card" title="Veldbezoek" start=start end=end is_cancelled=True %}{% endcomponent %}',
        start=START, end=END,
    )  # fmt: skip
    assert "<span>di</span><b>9</b><span>feb 2027</span>" in html
    assert "dinsdag 9 februari 2027, 13 tot 16.30 uur" in html
    assert "Afgelast" in html


def test_steps_say_in_words_where_you_are() -> None:
    steps = [{"title": "Intake", "state": "done"}, {"title": "Dagdeel 1", "state": "current"}, {"title": "Dagdeel 2"}]
    html = draw('{% use "steps" steps=steps %}', steps=steps)
    assert re.findall(r"\((klaar|nu|later|gemist)\)", html) == ["klaar", "nu", "later"]
    assert Page(html).values("aria-current") == ["step"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ start|datum }}", "dinsdag 9 februari 2027"),
        ("{{ start|datum_kort }}", "9 feb 2027"),
        ("{{ start|moment:end }}", "dinsdag 9 februari 2027, 13 tot 16.30 uur"),
        ("{{ start|moment_kort:end }}", "di 9 feb 2027, 13 tot 16.30 uur"),
        ("{{ start|tijdvak:end }}", "13 tot 16.30 uur"),
        ("{{ start|tijdvak }}", "13 uur"),
        ("{{ start|dagdelen:end }}", "middag"),
        ("{{ start|relatief:end }}", "vandaag"),
        ("{{ start|relatief_moment:end }}", "vandaag om 13 uur"),
        ("{{ end|opgeslagen }}", "Opgeslagen om 16.30 uur"),
        ('{{ 3|aantal:"lid,leden" }}', "3 leden"),
        ('{{ "0612345678"|telefoon }}', "06 - 12 34 56 78"),
        ('{{ ""|telefoon }}{{ none|datum }}{{ none|moment }}{{ none|tijdvak }}{{ none|aantal:"a,b" }}', ""),
        ("{{ none|relatief:end }}{{ none|relatief_moment:end }}{{ none|moment_kort }}{{ none|dagdelen:end }}", ""),
    ],
)
def test_filters_write_dutch(source: str, expected: str) -> None:
    assert draw(source, start=START, end=END, none=None) == expected


@pytest.mark.parametrize("source", [
    "{% translate 'Sla op' %}", "{% translate '100%% zeker <b>' %}", "{% translate 'Sla op' as word %}[{{ word }}]",
    "{% translate name %}", "{% translate 'Sla op'|upper %}", "{% static 'img/logo.svg' %}",
    "{% static 'img/logo.svg' as logo %}{{ logo }}",
])  # fmt: skip
def test_what_is_kept_reads_as_django_writes_it(source: str) -> None:
    django = Template("{% load i18n static %}" + source)
    kept = Template(source)
    for name in ("Noor", "<Bas>"):
        drawn = django.render(Context({"name": name}))
        assert [kept.render(Context({"name": name})) for _ in range(2)] == [drawn, drawn]


@pytest.mark.parametrize("field", [
    forms.ChoiceField(choices=[("", "Kies"), ("Groep <1>", [("a", "A & B"), ("b", "B")])],
                      widget=forms.Select(attrs={"class": "wide", "disabled": True})),
    forms.TypedChoiceField(choices=[(None, "<Geen>"), (0, "Nul"), (1, "Eén")], coerce=int),
    forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.SelectMultiple(attrs={"size": 0})),
    forms.IntegerField(min_value=0, widget=forms.NumberInput(attrs={"title": '"<hoi>"', "hidden": False})),
    forms.CharField(max_length=9, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})),
])  # fmt: skip
def test_an_input_reads_as_django_writes_it(field: forms.Field) -> None:
    form, plain = forms.Form(initial={"keuze": "b"}), forms.Form(initial={"keuze": "b"}, renderer=DjangoTemplates())
    form.fields["keuze"] = plain.fields["keuze"] = field
    assert str(form["keuze"]).split() == str(plain["keuze"]).split()
