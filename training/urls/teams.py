"""Addresses of teams: dividing an editie, and what participants see of theirs."""

from django.urls import path

from training.views import teamindeling, teams

PLAN = "coordinatie/edities/<slug:slug>/teams/"
BASE = "trainingen/<slug:slug>/teams/"

urlpatterns = [
    path(PLAN, teamindeling.teams, name="editie-teams-plan"),
    path(f"{PLAN}voorstel/", teamindeling.voorstel, name="editie-teams-voorstel"),
    path(f"{PLAN}bekendmaken/", teamindeling.bekendmaken, name="editie-teams-bekendmaken"),
    path(BASE, teams.teams, name="editie-teams"),
    path(f"{BASE}<int:number>/", teams.team, name="editie-team"),
    path(f"{BASE}<int:number>/gesprek/<slug:code>/", teams.gesprek, name="editie-teamgesprek"),
]
