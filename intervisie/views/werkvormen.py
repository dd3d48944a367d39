"""Methods for members: which there are, how one goes, and which suits a question."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.views.door import SignedInRequest, find, signed_in
from community.views.shell import Crumb, crumbs
from intervisie.access.werkvormen import readable_versies
from intervisie.forms.werkvormen import KiesForm, WerkvormzoekForm
from intervisie.queries.werkvormen import aanraders, narrowed, werkvorm_lines, werkvorm_page


@signed_in("GET")
def lijst(request: SignedInRequest) -> HttpResponse:
    """Show the methods, narrowed to a sort of question, minutes or a number of people."""
    form = WerkvormzoekForm(request.GET or None)
    lines = werkvorm_lines(readable_versies(request.user, request.now))
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {
        "crumbs": _trail(), "form": form, "lines": narrowed(lines, wanted),
        "is_narrowed": any(wanted.values()),
    }  # fmt: skip
    return render(request, "intervisie/werkvormen/lijst.html", context)


@signed_in("GET")
def werkvorm(request: SignedInRequest, code: str) -> HttpResponse:
    """Show one method: its steps, its rules, what it takes, its cards and where it comes from."""
    rows = readable_versies(request.user, request.now).select_related("werkvorm")
    page = werkvorm_page(find(rows, werkvorm__code=code))
    context = {"crumbs": _trail(page.line.name), "page": page, "line": page.line}
    return render(request, "intervisie/werkvormen/werkvorm.html", context)


@signed_in("GET")
def kiezen(request: SignedInRequest) -> HttpResponse:
    """Ask about the question and the group; then show what suits and why, and what does not."""
    form = KiesForm(request.GET or None, use_required_attribute=False)
    context = {"crumbs": _trail(_("Kiezen")), "form": form, "is_asked": form.is_valid()}
    if form.is_valid():
        lines = werkvorm_lines(readable_versies(request.user, request.now))
        context["suiting"], context["others"] = aanraders(lines, form.cleaned_data)
    return render(request, "intervisie/werkvormen/kiezen.html", context)


def _trail(*titles: str) -> list[Crumb]:
    """Return the way back to the list, and on to a page below it."""
    page = "werkvormen" if titles else ""
    above = crumbs(Crumb(_("Intervisie en visitatie"), "intervisie"), Crumb(_("Werkvormen"), page))
    return [*above, *(Crumb(title) for title in titles)]
