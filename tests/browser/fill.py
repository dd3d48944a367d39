"""Runs a fill on the database of a site: `python -m tests.browser.fill tests.browser.few`."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    importlib.import_module(sys.argv[1]).main()
