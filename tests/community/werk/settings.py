"""Settings of worker processes that a test starts: the database of that test."""

import os

from deploy.settings.test import *  # noqa: F403 - a settings file is its base plus what differs
from deploy.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
DATABASES["sleutels"]["NAME"] = os.environ["TEST_KEYS"]
