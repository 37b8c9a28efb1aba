"""Grants: the list, one grant with the claims behind its amount, and the grants of one sentra."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from dak.columns.grant import CLAIM, GRANT
from dak.columns.grant_year import GRANT_YEAR, LINE
from dak.columns.money import SHARE
from dak.filters.grant import GrantFilterSet, GrantYearFilterSet, with_ceiling
from dak.models import Grant, GrantClaim, GrantShare
from dak.queries.years import grants_of, whole_line, year_rows
from registry import policy
from registry.api.base import RegistryList
from registry.columns.viewer import Viewer
from registry.models import Record, Sentra
from registry.queries.withdrawn import refuse_withdrawn
from sentra.lib.asking import Asked
from sentra.lib.codes import CodeProblem, normalise_public_code
from sentra.lib.columns import Column, as_row, paths_of
from sentra.lib.dates import today_wib
from sentra.lib.filtering import StrictFilterSet
from sentra.lib.listing import DetailView, ListedRows, ListView, Rows
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
        """The grants of the sentra in the address, those it has a share of among them."""
        return super().queryset().filter(pk__in=grants_of(sentra_at(self.kwargs["code"])))


class SentraGrantYears(RegistryList):
    """Hibah DAK satu sentra per tahun anggaran, dari hibah pertama sampai terakhir: tahun tanpa
    hibah tercatat ikut tercantum. Pagu ialah jumlah hibah yang dihitung pada tahun itu, sebagai
    rentang; hibah yang dibagi masuk dengan seluruh pagunya. Hibah tanpa tahun anggaran tunggal
    tidak tercantum di sini."""

    name, row_name, tag = "sentra-grant-years", "GrantYear", "sentra"
    columns, filterset_class = GRANT_YEAR, GrantYearFilterSet
    can_be_gone = True

    def queryset(self) -> QuerySet:
        """The one sentra."""
        return Sentra.objects.filter(pk=sentra_at(self.kwargs["code"]).pk)

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The years that fit, the oldest first."""
        return ListedRows(year_rows(filterset.qs.get(), filterset.values))


def sentra_at(seen: str) -> Sentra:
    """The sentra of an address; Http404, or Gone for one that was withdrawn."""
    try:
        code = normalise_public_code(seen[:100])
    except CodeProblem as error:
        raise Http404(error.problem("code")) from error
    sentra = Sentra.objects.filter(public_code=code).first()
    if sentra is None:
        raise Http404(UNKNOWN_SENTRA.problem("code", code))
    refuse_withdrawn(sentra)
    return sentra


class GrantDetail(DetailView):
    """Satu hibah dengan pagu terbitannya, semua klaim menurut sumber dan tahap, bagian setiap
    sentra bila hibahnya dibagi, dan rangkaian hibah yang dilanjutkan dan melanjutkannya."""

    row_name, tag = "GrantDetail", "dak"
    columns = GRANT
    can_be_gone = True
    always = ("claims", "shares", "line")

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
        """The claims, or the shares, in force; or the grants of the years around this one."""
        viewer = Viewer(policy.PUBLIC, today_wib())
        if name == "line":
            return self.line(raw["pk"], viewer)
        model, columns = PARTS[name]
        manager: Any = model._default_manager
        rows = manager.filter(grant=raw["pk"], is_withdrawn=False).order_by("id")
        return [as_row(row, columns, viewer) for row in rows.values(*paths_of(columns))]

    def line(self, key: int, viewer: Viewer) -> list[Mapping[str, Any]]:
        """What the grant continues, itself, and what continues it, the oldest first."""
        keys = [one.pk for one in whole_line(Grant.objects.get(pk=key))]
        rows = Grant.objects.filter(pk__in=keys).values("pk", *paths_of(LINE))
        found = {row["pk"]: row for row in rows}
        return [as_row(found[one], LINE, viewer) for one in keys]
