"""What the web server runs."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

# openpyxl takes numpy along wherever that is installed, as it is beside a worker that divides people in groups. That
# costs a web process memory for nothing (docs/decisions/0020), so the first import of openpyxl does not find it.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]  # None says: cannot be imported
    import_module("openpyxl")
    del sys.modules["numpy"]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings.production")
application = get_wsgi_application()
# All pages now, before the workers fork and share them, and not in somebody's first request.
import_module(settings.ROOT_URLCONF)
