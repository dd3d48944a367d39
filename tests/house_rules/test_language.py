"""Interface language (blueprint §9): Dutch, je/jij, short sentences, none of the words we replaced."""

import ast
import re
from pathlib import Path

from tests.house_rules.source import ROOT, files, sources, tree

FORBIDDEN = {
    r"\bdashboard\b": "Mijn omgeving",
    r"\bdeadline\b": "uiterlijk op",
    r"\b(up|down)load(en|de)?\b": "bestand toevoegen, bewaar als",
    r"\blogin\b": "inloggen",
    r"\binloggegevens\b": "e-mailadres en wachtwoord",
    r"\bsubmit\b": "Versturen",
    r"\bverzenden\b": "Versturen",
    r"\b(users?|gebruikers?)\b": "lid, deelnemer, collega",
    r"\bfeedback\b": "reactie",
    r"\bklik hier\b": "de naam van het doel",
    r"\bassignment\b": "opdracht",
    r"\b(error|ongeldige?)\b": "wat er mis is en wat je kunt doen",
    r"\bstakeholders?\b": "partij of betrokkene",
    r"\btools?\b": "hulpmiddel, werkvorm, instrument",
    r"\b(u|uw)\b": "je, jouw",
}
LONGEST_SENTENCE = 20
TAG = re.compile(r"<(script|style|svg).*?</\1>|<[^>]+>", re.S)
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.S)
LOGIC = re.compile(r"{%\s*(?!translate|trans\b)[^%]*%}", re.S)
TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+(?:\"([^\"]*)\"|'([^']*)')[^%]*%}", re.S)
VALUE = re.compile(r"{{.*?}}", re.S)
LINE_BREAKING = re.compile(r"</?(p|li|h\d|div|td|th|tr|dt|dd|label|legend|button|option|summary|section|ul|ol|br|a|span"
                           r"|title|caption|figcaption|input|small|strong)\b[^>]*>", re.S)  # fmt: skip
ATTRIBUTES = re.compile(r"\b(?:aria-label|title|placeholder|alt|data-[a-z-]+)=\"([^\"{}]*)\"")


def is_shown(path: Path) -> bool:
    """Whether this is a template of the product: those of the measuring floor are not."""
    return path.relative_to(ROOT).parts[0] == "templates"


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a piece of interface text."""
    return [part.strip() for part in re.split(r"(?<=[.?!:])\s+|\n+", text) if part.strip()]


def template_sentences(path: Path) -> list[str]:
    """Return what a template shows a person, sentence by sentence."""
    text = COMMENT.sub(" ", path.read_text())
    extra = [match for match in ATTRIBUTES.findall(text) if " " in match]
    text = TRANSLATE.sub(lambda match: match[1] or match[2] or "", text)
    text = LOGIC.sub("\n", text)
    text = LINE_BREAKING.sub("\n", text)
    text = TAG.sub(" ", text)
    text = VALUE.sub("X", text)
    return [sentence for part in [text, *extra] for sentence in sentences_of(part)]


def python_sentences(path: Path) -> list[str]:
    """Return the texts that Python code shows: what goes through gettext and what ActionError says."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and _is_shown(node.func):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found += sentences_of(argument.value)
    return found


def shown() -> list[tuple[str, str]]:
    """Return (file, sentence) of everything a person reads."""
    rows = []
    for path in files(".html", ".txt"):
        if is_shown(path):
            rows += [(str(path.relative_to(ROOT)), sentence) for sentence in template_sentences(path)]
    for path in sources():
        rows += [(str(path.relative_to(ROOT)), sentence) for sentence in python_sentences(path)]
    return rows


def test_no_word_that_we_replaced() -> None:
    found = [
        f"{file}: '{sentence}' (say: {instead})"
        for file, sentence in shown()
        for word, instead in FORBIDDEN.items()
        if re.search(word, re.sub(r"\S*[/@_]\S*", "", sentence), re.I)
    ]
    assert found == []


def test_no_exclamation_marks_but_for_welkom() -> None:
    found = [
        f"{file}: {sentence}" for file, sentence in shown() if "!" in sentence and not sentence.startswith("Welkom")
    ]
    assert found == []


def test_sentences_are_short() -> None:
    found = [
        f"{file}: {len(sentence.split())} words: {sentence}"
        for file, sentence in shown()
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert found == []


def test_templates_carry_no_style_and_no_script() -> None:
    bad = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=|javascript:", re.I)
    found = [
        str(path.relative_to(ROOT))
        for path in files(".html")
        if is_shown(path) and "berichten" not in path.relative_to(ROOT).parts[:2]
        and bad.search(COMMENT.sub("", path.read_text()))
    ]  # fmt: skip
    assert found == []


def test_templates_trust_nobody() -> None:
    """No |safe and no |richtext: members' words are always escaped (SECURITY.md §8.3)."""
    bad = re.compile(r"\|\s*(safe|richtext|safeseq)\b|{%\s*autoescape\s+off")
    found = [
        str(path.relative_to(ROOT))
        for path in files(".html")
        if is_shown(path) and bad.search(COMMENT.sub("", path.read_text()))
    ]
    assert found == []


def test_every_form_that_changes_something_is_guarded() -> None:
    """A POST form carries a CSRF token, and ours a token that makes a double submit have one effect."""
    found = []
    for path in files(".html"):
        if not is_shown(path) or {"allauth", "account", "mfa"} & set(path.parts):
            continue
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(), re.S | re.I):
            if "csrf_token" not in form and "components/form" not in form:
                found.append(f"{path.relative_to(ROOT)}: no csrf_token")
            if "once_token" not in form and "components/form" not in form and "account_" not in form:
                found.append(f"{path.relative_to(ROOT)}: no once_token")
    assert found == []


def test_pages_use_our_own_translate_and_static() -> None:
    """Loading Django's own brings back the tags that work everything out again for each page (templatetags/vast.py)."""
    found = [
        str(path.relative_to(ROOT))
        for path in files(".html")
        if is_shown(path) and re.search(r"{% load [^%]*\b(i18n|static)\b", path.read_text())
    ]
    assert found == []


def _is_shown(function: ast.expr) -> bool:
    name = (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
    return name in {"_", "gettext", "gettext_lazy", "ActionError"} or (name.endswith("Error") and name != "DeniedError")
