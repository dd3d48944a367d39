"""The address of a praktijkboek on paper."""

from django.urls import path

from casussen.views import afdrukken

urlpatterns = [path("praktijkboeken/<str:code>/afdrukken/", afdrukken.afdrukken, name="praktijkboek-afdrukken")]
