"""The address that leads from a term to a step. It stands before those of a casus: 'stap' is no code of one."""

from django.urls import path

from casussen.views import stap

urlpatterns = [path("casussen/stap/<slug:part>/", stap.stap, name="casus-stap")]
