"""P1-P6, P8, P9, P11: what our pages cost above the floor."""

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bench.data import EMAIL, PASSWORD
from bench.figures import Figure, against_floor, at_least, at_most
from bench.measure import Server, paired, several_at_once
from bench.world import World, world

LIST, DETAIL, SIGNED_IN, PAGE = "/list/", "/person/1/", "/signed-in/", "/"


def figures() -> Iterator[Figure]:
    """Measure all pages in one world."""
    with world() as both:
        profile = first_link(both.ours, "/leden/", r'href="(/leden/[^/"?]+/)"')
        group = first_link(both.ours, "/leergroepen/", r'href="(/leergroepen/[^/"?]+/)"')
        meeting = first_link(both.ours, "/agenda/", r'href="(/agenda/[a-z0-9]{8}/)"')
        pairs = [
            ("P1 openbare pagina", PAGE, "/over/", 3),
            ("P2 ledengids, 100 per pagina", LIST, "/leden/", 6),
            ("P3 ledengids, filter en zoekwoord", f"{LIST}?role=trainer&name=1", "/leden/?q=water&ervaring=SENIOR", 6),
            ("P2 leergroepen", LIST, "/leergroepen/", 6),
            ("P4 lid", DETAIL, profile, 6),
            ("P4 leergroep", DETAIL, group, 6),
            ("P4 berichten van een leergroep", DETAIL, f"{group}berichten/", 6),
            ("P4 bijeenkomst", DETAIL, meeting, 6),
            ("P5 Mijn omgeving", SIGNED_IN, "/mijn/", 8),
        ]
        for name, floor_path, path, bar in pairs:
            yield page(both, name, floor_path, path, bar)
        yield login(both)
        yield from weight(both.ours)
        yield from load(both)
        yield at_most("P9 geheugen van een webworker, hoogste stand", both.ours.peak_megabytes(), "MB", 320)


def page(both: World, name: str, floor_path: str, path: str, bar: float) -> Figure:
    """Compare one page with its floor."""
    floor, ours, ratio = paired(
        both.floor, both.ours, lambda: ask(both.floor, floor_path), lambda: ask(both.ours, path)
    )
    return against_floor(name, ours, "ms cpu", floor, ratio, bar)


def login(both: World) -> Figure:
    """P6: logging in with the same hasher at its default cost."""
    names = {"floor": ("/login/", "username"), "ours": ("/inloggen/", "login")}

    def enter(server: Server) -> None:
        path, field = names[server.name]
        kept = dict(server.cookies)
        server.cookies.clear()
        status = server.post(path, {field: EMAIL, "password": PASSWORD})[0]
        server.cookies.clear()
        server.cookies.update(kept)
        if status != 302:
            raise RuntimeError(f"{server.name}: logging in answered {status}")

    floor, ours, ratio = paired(both.floor, both.ours, lambda: enter(both.floor), lambda: enter(both.ours),
                                blocks=6, requests=4)  # fmt: skip
    return against_floor("P6 inloggen (pagina en formulier)", ours, "ms cpu", floor, ratio, 1.15)


def weight(server: Server) -> Iterator[Figure]:
    """P8: kilobytes and requests of a first visit, and that nothing comes from elsewhere."""
    for name, path, kilobytes, requests in (("openbaar", "/over/", 60, 15), ("ingelogd", "/mijn/", 100, 20)):
        sizes, fonts, foreign = visit(server, path)
        yield at_most(f"P8 eerste bezoek {name}, zonder lettertype", sum(sizes), "KB gz", kilobytes)
        yield at_most(f"P8 verzoeken {name}", len(sizes) + len(fonts), "verzoeken", requests)
        yield at_most(f"P8 lettertypen {name}", sum(fonts), "KB", 100)
        yield at_most(f"P8 adressen van anderen {name}", foreign, "adressen", 0)


def visit(server: Server, path: str) -> tuple[list[float], list[float], int]:
    """Return the sizes in KB of page, styles, scripts and pictures, those of fonts, and the number of foreign hosts."""
    html = server.get(path)[2].decode()
    sizes, fonts, foreign, seen = [_zipped(html.encode())], [], 0, set()
    waiting = [
        urljoin(path, found) for found in re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"', html)
    ]
    while waiting:
        address = waiting.pop()
        if urlsplit(address).netloc:
            foreign += 1
        elif address not in seen:
            seen.add(address)
            content = server.get(address)[2]
            if address.endswith(".woff2"):
                fonts.append(len(content) / 1024)
                continue
            sizes.append(_zipped(content))
            if address.endswith(".css"):
                found = re.findall(r'url\(["\']?([^"\')]+)', content.decode())
                waiting += [urljoin(address, one) for one in found if not one.startswith("data:")]
    return sizes, fonts, foreign


def load(both: World) -> Iterator[Figure]:
    """P11: four people at once make no errors and are served as fast as the CPU allows."""
    alone, _ = several_at_once(lambda: both.ours.get("/mijn/")[0], at_once=1, requests=60)
    together, wrong = several_at_once(lambda: both.ours.get("/mijn/")[0], at_once=4, requests=120)
    yield at_least("P11 vier tegelijk tegen één tegelijk", together, "verzoeken/s", 0.8, floor=alone)
    yield at_most("P11 fouten bij vier tegelijk", wrong, "fouten", 0)


def ask(server: Server, path: str) -> None:
    """Ask one page. Raises RuntimeError when it does not come."""
    status = server.get(path)[0]
    if status != 200:
        raise RuntimeError(f"{server.name} {path} answered {status}")


def first_link(server: Server, path: str, pattern: str) -> str:
    """Return the first link on a page that fits."""
    found = [link for link in re.findall(pattern, server.get(path)[2].decode()) if "organisaties" not in link]
    if not found:
        raise RuntimeError(f"no link like {pattern} on {path}")
    return str(found[0])


def _zipped(content: bytes) -> float:
    return len(gzip.compress(content, 6)) / 1024
