"""What the web server runs."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings.production")
application = get_wsgi_application()
# All pages now, before the workers fork and share them, and not in somebody's first request.
import_module(settings.ROOT_URLCONF)
