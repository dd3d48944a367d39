"""Addresses of terms, sources and what members propose about them. They stand before the pages of the website."""

from django.urls import path

from community.views import begrippen, kennisvoorstellen

ONE = "kennis/begrippen/<slug:slug>/"

urlpatterns = [
    path("kennis/begrippen/", begrippen.begrippen, name="begrippen"),
    path(ONE, begrippen.begrip, name="begrip"),
    path(f"{ONE}voorstel/", kennisvoorstellen.over_begrip, name="begrip-voorstel"),
    path("kennis/paginas/<int:pk>/voorstel/", kennisvoorstellen.over_pagina, name="kennis-voorstel"),
    path("kennis/voorstellen/", kennisvoorstellen.lijst, name="kennisvoorstellen"),
    path("kennis/voorstellen/<uuid:voorstel_id>/behandeld/", kennisvoorstellen.behandeld,
         name="kennisvoorstel-behandeld"),
    path("bronnen/", begrippen.bronnen, name="bronnen"),
]  # fmt: skip
