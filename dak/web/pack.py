"""Need packs on the web: the button of a sentra's page makes one, and a page shows the frozen copy
for paper. Only for those who may make packs there: a pack holds money of the sentra."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dak.changes.need_pack import make_need_pack, same_pack
from dak.choices import RECORD_NEED_PACK
from dak.models import NeedPack
from dak.queries.need_pack import pictures_of
from dak.queries.pack_lines import pack_lines
from registry import policy
from registry.changes.engine import apply
from registry.choices import ChangeSource
from registry.models import Sentra
from registry.policy import Actor
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected


@require_POST
@never_cache
@login_required
def make_pack(request: HttpRequest, public_code: str) -> HttpResponse:
    """Make the pack of today and open it; one that says the same already is opened instead."""
    sentra = get_object_or_404(Sentra.objects.in_force(), public_code=public_code)
    actor = _allowed(request, sentra)
    change = make_need_pack(sentra, today_wib())
    known = same_pack(sentra, change)
    if known is not None:
        return redirect("need-pack", pk=known.pk)
    try:
        reason = _("Paket kebutuhan untuk dasar usulan DAK")
        made = apply(change, actor=actor, source=ChangeSource.WEB, reason=reason)
    except ChangeRejected as refusal:
        known = same_pack(sentra, change)
        if known is not None:  # the other press of the button was a moment faster
            return redirect("need-pack", pk=known.pk)
        messages.error(request, str(refusal))
        return redirect(sentra.get_absolute_url())
    return redirect("need-pack", pk=made.rows[0].pk)


@require_safe
@never_cache
@login_required
def pack_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One pack as it was frozen; a foreign one is as missing as one that is not."""
    packs = NeedPack.objects.filter(is_withdrawn=False).select_related("sentra")
    pack = packs.filter(pk=pk).first()
    actor = policy.actor_for(request.user)
    if pack is None or not policy.can(actor, RECORD_NEED_PACK, pack.sentra):
        raise Http404(_("Tidak ada paket kebutuhan dengan nomor itu."))
    context = {"pack": pack, "lines": pack_lines(pack), "files": pictures_of(pack, actor)}
    return render(request, "dak/pack.html", context)


def _allowed(request: HttpRequest, sentra: Sentra) -> Actor:
    actor = policy.actor_for(request.user)
    if not policy.can(actor, RECORD_NEED_PACK, sentra):
        raise PermissionDenied(policy.refusal(RECORD_NEED_PACK))
    return actor
