"""Addresses that exist in the demo only; deploy/urls.py mounts them where settings.IS_DEMO says so."""

from django.urls import URLPattern, path

from deploy.demo.views import componenten, entrance, klok, mail

urlpatterns: list[URLPattern] = [
    path("demo/", entrance.start, name="demo"),
    path("demo/inloggen/<slug:code>/", entrance.log_in, name="demo-inloggen"),
    path("demo/mail/", mail.mailbox, name="demo-mail"),
    path("demo/mail/<slug:name>/", mail.letter, name="demo-mail-bericht"),
    path("demo/klok/", klok.klok, name="demo-klok"),
    path("demo/componenten/", componenten.componenten, name="demo-componenten"),
]
