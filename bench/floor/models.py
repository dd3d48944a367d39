"""The least a member list and a page need."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class Person(models.Model):
    """One row of the list."""

    name = models.CharField(max_length=120, db_index=True)
    email = models.EmailField(unique=True)
    organisation = models.CharField(max_length=120, db_index=True)
    province = models.CharField(max_length=40, db_index=True)
    role = models.CharField(max_length=40, db_index=True)
    bio = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """One row of a file: seven columns of text that stand ready."""

    meeting = models.CharField(max_length=120)
    day = models.CharField(max_length=10)
    parts = models.CharField(max_length=40)
    group = models.CharField(max_length=120)
    person = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    status = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.person


class PlainPage(Page):
    """The smallest page Wagtail serves."""

    body = RichTextField(blank=True)
    template = "floor/page.html"
