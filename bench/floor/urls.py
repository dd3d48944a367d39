"""Addresses of the floor."""

from django.contrib.auth.views import LoginView
from django.urls import include, path
from wagtail import urls as wagtail_urls

from bench.floor import views

urlpatterns = [
    path("bare/", views.bare),
    path("signed-in/", views.signed_in),
    path("list/", views.people),
    path("person/<int:pk>/", views.person),
    path("places.csv", views.places),
    path("login/", LoginView.as_view(template_name="floor/login.html")),
    path("", include(wagtail_urls)),
]
