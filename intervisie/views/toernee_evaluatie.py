"""How a toernee goes: its people answer without names, its contactpersoon reads, as in every group."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.views.door import SignedInRequest, signed_in
from community.views.shell import Step
from intervisie.access.toernees import visible_toernees
from intervisie.forms.groepen import ToerneevervolgForm
from intervisie.views.groepsevaluatie import answer_page, outcome_page
from intervisie.views.toernee_frame import kept_frame, own_toernee, toernee_frame, toernee_of_either


@signed_in("GET", "POST")
def evaluatie(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask somebody of a toernee how it goes; once."""
    toernee = own_toernee(request, code)
    back = reverse("toernee", args=[code])
    return answer_page(request, toernee.kring, back, toernee_frame(toernee, Step(_("Evaluatie"))))


@signed_in("GET", "POST")
def uitkomst(request: SignedInRequest, code: str, evaluatie_id: str) -> HttpResponse:
    """Show the contactpersoon what came of it, and ask whether the toernee goes on; the hart reads no answers."""
    toernee = toernee_of_either(request, code)
    is_inside = visible_toernees(request.user, request.now).filter(pk=toernee.pk).exists()
    frame = (toernee_frame if is_inside else kept_frame)(toernee, Step(_("Evaluatie")))
    return outcome_page(request, toernee.kring, evaluatie_id, ToerneevervolgForm, frame)
