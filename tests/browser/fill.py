"""Runs one of the fills of this folder on the database of a site: `python -m tests.browser.fill few`."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    importlib.import_module(f"tests.browser.{sys.argv[1]}").main()
