"""Grants: the list, one grant with the claims behind its amount, and the grants of one sentra."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from dak.columns.grant import CLAIM, GRANT
from dak.columns.money import SHARE
from dak.filters.grant import GrantFilterSet, with_ceiling
from dak.models import Grant, GrantClaim, GrantShare
from registry import policy
from registry.columns.viewer import Viewer
from registry.models import Record, Sentra
from registry.queries.withdrawn import refuse_withdrawn
from sentra.lib.codes import CodeProblem, normalise_public_code
from sentra.lib.columns import Column, as_row, paths_of
from sentra.lib.dates import today_wib
from sentra.lib.listing import DetailView, ListView
from sentra.lib.problems import problem_code

UNKNOWN_GRANT = problem_code("grant.unknown_code", _("Tidak ada hibah dengan kode {value}."))
UNKNOWN_SENTRA = problem_code(
    "grant.unknown_sentra", _("Tidak ada sentra dengan kode {value}. Periksa kembali kodenya.")
)

PARTS: Mapping[str, tuple[type[Record], tuple[Column, ...]]] = {
    "claims": (GrantClaim, CLAIM),
    "shares": (GrantShare, SHARE),
}


class GrantList(ListView):
    """Hibah DAK bidang IKM. Pagu ialah nilai resmi; tanpa nilai resmi, rentang klaim pagu, atau
    bila tidak ada, rentang nilai bangunan jadi. `is_counted=true` ialah baris yang dijumlahkan."""

    name, row_name, tag = "dak-grants", "Grant", "dak"
    columns, filterset_class = GRANT, GrantFilterSet
    ordering = ("-fiscal_year", "grant_code")

    def queryset(self) -> QuerySet:
        """Every grant the caller may see."""
        return policy.scope(policy.actor_for(self.request.user), Grant.objects.in_force())


class SentraGrantList(GrantList):
    """Hibah DAK satu sentra."""

    name, tag = "sentra-grants", "sentra"
    can_be_gone = True

    def queryset(self) -> QuerySet:
        """The grants of the sentra in the address."""
        seen = self.kwargs["code"][:100]
        try:
            code = normalise_public_code(seen)
        except CodeProblem as error:
            raise Http404(error.problem("code")) from error
        sentra = Sentra.objects.filter(public_code=code).first()
        if sentra is None:
            raise Http404(UNKNOWN_SENTRA.problem("code", code))
        refuse_withdrawn(sentra)
        return super().queryset().filter(sentra=sentra)


class GrantDetail(DetailView):
    """Satu hibah dengan pagu terbitannya, semua klaim menurut sumber dan tahap, dan bagian setiap
    sentra bila hibahnya dibagi."""

    row_name, tag = "GrantDetail", "dak"
    columns = GRANT
    can_be_gone = True
    always = ("claims", "shares")

    def row(self, paths: Sequence[str], **kwargs: Any) -> Mapping[str, Any]:
        """The raw row beside its ceiling."""
        code = kwargs["code"][:100].replace("\x00", "")
        grants: Any = policy.scope(policy.actor_for(self.request.user), Grant.objects.all())
        raw = with_ceiling(grants.in_force()).filter(code=code).values("pk", *paths).first()
        if raw is None:
            refuse_withdrawn(grants.filter(code=code).first())
            raise Http404(UNKNOWN_GRANT.problem("code", code))
        return raw

    def part(self, name: str, raw: Mapping[str, Any]) -> Any:
        """The claims, or the shares, in force."""
        viewer = Viewer(policy.PUBLIC, today_wib())
        model, columns = PARTS[name]
        manager: Any = model._default_manager
        rows = manager.filter(grant=raw["pk"], is_withdrawn=False).order_by("id")
        return [as_row(row, columns, viewer) for row in rows.values(*paths_of(columns))]
