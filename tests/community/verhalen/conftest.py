"""Every test here begins at NOW; `clock` moves on."""

from tests.community.toegang.conftest import clock as clock
