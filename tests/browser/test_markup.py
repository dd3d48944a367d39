"""The judge of tests/browser/test_xss.py itself: it finds what is wrong in pages, and nothing else."""

import pytest
from playwright.sync_api import Browser

from tests.browser.judge import WIDE, open_window
from tests.browser.markup import dangers, tags_of, tree_of
from tests.browser.test_xss import LOOK, listen
from tests.browser.vectors import VECTORS, numbers_in
from tests.in_full import tell

PAGE = (
    '<!doctype html><html lang="nl"><head><title>Proef</title></head><body><main><h1>Proef</h1>{}</main></body></html>'
)
GOOD = (
    '<p>Zo doe je dat: &lt;script&gt;alert(4001)&lt;/script&gt;</p><input value="&quot; onclick=alert(4001)">',
    '<a href="/kennis/">Kennis</a> <a href="https://elders.example/">Elders</a> <a href="mailto:a@b.example">M</a>',
    '<script src="/static/js/regiekamer.js" defer></script><script type="application/json">{"a": "alert(1)"}</script>',
    '<img src="/beeld/1/breed/" alt="javascript:alert(4001)">',
    '<a href="?q=javascript%3Aalert%284001%29">javascript:alert(4001)</a>',
)
BAD = (
    "<script>alert(1)</script>", "<script src=//kwaad.example/x.js></script>", "<img src=x onerror=alert(1)>",
    "<a href=javascript:alert(1)>x</a>", '<a href=" java\tscript:alert(1)">x</a>', "<a href=data:text/html,x>x</a>",
    "<form action=javascript:alert(1)></form>", "<button formaction=vbscript:x>x</button>", "<iframe></iframe>",
    "<base href=//kwaad.example/>", "<meta http-equiv=refresh content=0>", "<svg onload=alert(1)>",
    "<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "<object data=x></object>", "<style>p{}</style>",
    "<p style=color:red>x</p>", '<input value="" onfocus=alert(4001) x="">', "<p id=v4017>x</p>",
    "<img src=https://elders.example/x.png>", "<p hx-on::load=alert(1)>x</p>", "<img src=data:image/png;base64,x>",
)  # fmt: skip


@pytest.mark.parametrize("part", GOOD)
def test_what_is_good_is_left_alone(part: str) -> None:
    assert dangers(tags_of(PAGE.format(part))) == dangers(tree_of(PAGE.format(part))) == []


@pytest.mark.parametrize("part", BAD)
def test_what_is_wrong_is_found_in_both_readings(part: str) -> None:
    assert dangers(tags_of(PAGE.format(part))), "as tags"
    assert dangers(tree_of(PAGE.format(part))), "as a browser builds it"


def test_a_mail_brings_its_style_and_no_vector_in_it() -> None:
    assert dangers(tags_of('<p style="margin:0">x</p>'), is_mail=True) == []
    assert dangers(tags_of('<p style="x:alert(4001)">x</p>'), is_mail=True) != []


def test_most_vectors_are_found_where_a_page_forgets_to_write_them_out() -> None:
    """A page that prints what was typed unchanged, as text and as the value of a field."""
    bodies = [
        PAGE.format(f'{vector}<input value="{vector}"><p title={vector}>x<a href="{vector}">') for vector in VECTORS
    ]
    found = [body for body in bodies if dangers(tags_of(body)) or dangers(tree_of(body))]
    tell(found_raw=len(found))
    assert len(found) >= 0.75 * len(VECTORS)


@pytest.mark.browser
def test_a_browser_tells_what_runs(chromium: Browser) -> None:
    """The browser that listens: it hears the dialogs of vectors that a careless page lets through."""
    window = open_window(chromium, WIDE)
    window.route("**/*", lambda route: route.abort())
    sheet = window.new_page()
    said: list[str] = []
    listen(sheet, said)
    heard, looked = set(), set()
    for vector in VECTORS[::3]:
        sheet.set_content(PAGE.format(f"{vector}<p>Slot</p>"), wait_until="domcontentloaded")
        heard |= {number for line in said for number in numbers_in(f"alert({line.removeprefix('dialog: ')})")}
        looked |= {number for line in sheet.evaluate(LOOK) for number in numbers_in(line)}
        said.clear()
    window.close()
    assert len(heard) >= 8
    assert len(heard | looked) >= 20
