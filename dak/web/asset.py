"""The public page of one asset: what it is, who paid for it, what became of it, and how a judgement
about it is disputed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dak.models import Asset
from dak.queries.asset_limits import idle_after
from dak.queries.assets import asset_rows
from registry.queries.withdrawn import refuse_withdrawn


@require_safe
def asset_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One asset by its code."""
    rows = asset_rows(Asset.objects.in_force().filter(code=code))
    if not rows:
        refuse_withdrawn(Asset.objects.filter(code=code).first())
        raise Http404(_("Tidak ada aset dengan kode %(code)s.") % {"code": code})
    return render(request, "dak/asset.html", {"row": rows[0], "allowance": idle_after()})
