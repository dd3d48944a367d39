"""`make kijk`: pictures of every page, for every role, at 1280 and 360 px, in `.regiekamer/kijk/`.

`ONLY=lid,coordinator make kijk` takes those of some people.
"""

import importlib
import os

import django

from tests.engines_plugin import engines

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "deploy.settings.test"
    with engines() as folder:
        django.setup()
        importlib.import_module("tests.browser.pictures").main(folder)
