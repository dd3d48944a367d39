"""The first page of the site."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from wagtail.views import serve

from community.views.door import TimedRequest, public


@public()
def home(request: TimedRequest) -> HttpResponse:
    """Show the public first page; who is logged in goes on to Mijn omgeving."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("mijn-omgeving"))
    page: HttpResponse = serve(request, "")
    return page
