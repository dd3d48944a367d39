"""Log lines: one line each, and never the words of an exception (T21, T47)."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from community.logs import JsonLines


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    logger.propagate = False
    yield stream
    logger.removeHandler(handler)


@pytest.mark.parametrize("path", ["/a\nERROR fake line", "/\x1b[31mred", "/a\r\nb", "/\u2028next"])
def test_a_strange_path_stays_one_line(written: io.StringIO, path: str) -> None:
    logging.getLogger("tests.logs").warning("Not Found: %s", path, extra={"status_code": 404})
    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["status"] == 404
    assert "\x1b" not in written.getvalue()


def test_an_exception_is_told_by_kind_and_place_only(written: io.StringIO) -> None:
    try:
        raise ValueError("de wethouder weigert")
    except ValueError:
        logging.getLogger("tests.logs").exception("Internal Server Error: %s", "/casus/geheim/")
    line = json.loads(written.getvalue())
    assert line["exception"] == "ValueError"
    assert line["places"][0].rpartition(":")[0].endswith("test_logs.py")
    assert "wethouder" not in written.getvalue()
