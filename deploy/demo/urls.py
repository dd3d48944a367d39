"""Addresses that exist in the demo only."""

from django.conf import settings
from django.urls import URLPattern, path
from django.views.static import serve

urlpatterns: list[URLPattern] = [
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="demo-media"),
]
