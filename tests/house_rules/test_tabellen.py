"""Files that people take along: written in one place, safe in a spreadsheet, by doors that are named (T42, T50)."""

import ast
import re
from typing import Any

from tests.house_rules.source import ROOT, imports, place, sources, tree

WRITER, READER = "community/sheet_writing.py", "community/sheet_reading.py"
# Who makes a table for a spreadsheet, and the test that puts formulas into each of its text columns.
TABLES = {
    "community/views/aanwezigheid.py": "tests/community/aanwezigheid/test_export.py",
    "community/queries/aanwezigheid.py": "tests/community/aanwezigheid/test_export.py",
    "community/views/rapporten.py": "tests/community/rapporten/test_bestanden.py",
    "community/rapportage/bestanden.py": "tests/community/rapporten/test_bestanden.py",
    "training/queries/editie_export.py": "tests/training/test_export_formules.py",
    "community/views/uitnodigingslijst.py": "",  # an example to fill in, written by us
    "community/views/regisseurlijst.py": "",  # idem
}
MOST_ON_A_PAGE = 100
LARGER = {"community/forms/presentie.py"}  # the people of one meeting, in the hand of who stands at the door
SIZES = re.compile(r"^(PER_PAGE|PAGE_SIZE|page_size|paginate_by)$")
ASKED_SIZE = re.compile(r"GET\.get\(\s*[\"'](per_page|page_size|limit|aantal|size)[\"']")


def test_tables_are_written_in_one_place() -> None:
    makers = {"csv.writer", "csv.DictWriter", "openpyxl", "xlsxwriter", "openpyxl.Workbook", "odf", "tablib"}
    wrong = [
        place(path, node)
        for path in sources()
        if (name := str(path.relative_to(ROOT))) != WRITER and not name.startswith(("bench/", "proof/"))
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in makers)
    ]
    wrong += [
        place(path, node)
        for path in sources()
        if (name := str(path.relative_to(ROOT))) != READER and not name.startswith(("bench/", "proof/"))
        for module, node in imports(path)
        if module.partition(".")[0] in {"openpyxl", "xlsxwriter", "odf", "tablib"}
    ]
    assert wrong == []


def test_who_writes_a_table_is_named_with_the_test_of_its_formulas() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        for module, _node in imports(path)
        if module.startswith("community.sheet_writing")
    }
    assert found == set(TABLES)
    tests = {name for name in TABLES.values() if name}
    assert [name for name in sorted(tests) if "PAYLOADS" not in (ROOT / name).read_text()] == []


def test_wagtail_hands_out_no_tables() -> None:
    """Its CSV leaves formulas as they are (SECURITY.md §4.1): no register names columns to export."""
    wrong = [
        place(path, node)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id in {"list_export", "export_filename"}
    ]
    assert wrong == []


def test_no_page_shows_more_than_a_hundred_and_nobody_asks_for_more() -> None:
    sizes: dict[str, Any] = {
        place(path, node): node.value.value
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and any(isinstance(target, ast.Name) and SIZES.match(target.id) for target in node.targets)
    }
    assert len(sizes) >= 15
    assert {where.partition(":")[0] for where, size in sizes.items() if not 0 < size <= MOST_ON_A_PAGE} == LARGER
    assert [str(path) for path in sources() if ASKED_SIZE.search(path.read_text())] == []
