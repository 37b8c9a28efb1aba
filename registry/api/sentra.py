"""Sentra: the list, one sentra whole, its profiles and its history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from registry import policy
from registry.api.base import RegistryDetail, RegistryList
from registry.columns.fact_claim import FACT_CLAIM
from registry.columns.history import HISTORY
from registry.columns.part_nouns import PART_NOUNS
from registry.columns.profile import PROFILE
from registry.columns.sentra import CELL, NOTE, sentra_columns
from registry.columns.viewer import Viewer
from registry.filters.history import HistoryFilterSet
from registry.filters.profile import ProfileFilterSet
from registry.filters.sentra import SentraFilterSet
from registry.models import FactClaim, Sentra, YearlyProfile
from registry.queries.contradictions import with_states
from registry.queries.parts import PARTS, sentra_parts
from registry.queries.periods import LATEST
from registry.queries.public_history import public_history
from registry.queries.sentra_table import SentraRows
from registry.queries.succession import current_code
from registry.queries.withdrawn import refuse_withdrawn
from registry.rules.definition import definition_test
from sentra.lib.api import json_bytes
from sentra.lib.asking import Asked
from sentra.lib.codes import CodeProblem, normalise_public_code
from sentra.lib.columns import Raw, as_row, paths_of, visible
from sentra.lib.dates import today_wib
from sentra.lib.filtering import StrictFilterSet
from sentra.lib.listing import ListedRows, Rows, noticed
from sentra.lib.problems import problem_code

UNKNOWN_SENTRA = problem_code(
    "sentra.unknown_code", _("Tidak ada sentra dengan kode {value}. Periksa kembali kodenya.")
)


def definition_outcome(raw: Raw, viewer: Viewer) -> tuple[str, str]:
    """The definition test on a raw row, on the day it is looked at."""
    profile = SimpleNamespace(
        unit_count_low=raw[f"{CELL}unit_count_low"], unit_count_high=raw[f"{CELL}unit_count_high"]
    )
    outcome = definition_test(SimpleNamespace(**raw), profile, viewer.day)
    return outcome.state, outcome.reason


SENTRA = sentra_columns(definition_outcome)


def known_code(text: str) -> str:
    """The stored code behind any spelling; Http404 that says what is wrong with it."""
    try:
        return normalise_public_code(text[:100])
    except CodeProblem as error:
        raise Http404(error.problem("code")) from error


def sentra_key(text: str) -> int:
    """The key of the sentra with a code; Http404 where there is none, RecordGone where it was
    withdrawn."""
    code = known_code(text)
    sentra = Sentra.objects.filter(public_code=code).first()
    if sentra is None:
        raise Http404(UNKNOWN_SENTRA.problem("code", code))
    refuse_withdrawn(sentra)
    return sentra.pk


class SentraList(RegistryList):
    """Semua catatan: sentra, potensi, rencana, kelompok perajin, dan unit layanan. `year=` memilih
    sentra yang dihitung pada tahun itu, dengan keadaan dan profil tahun itu; tanpa `year` dipakai
    keadaan hari ini dan profil terbaru. Nilai uang tampil bila sumbernya sendiri yang
    menerbitkannya, atau bagi kementerian dan dinas wilayahnya."""

    name, row_name, tag = "sentra", "Sentra", "sentra"
    columns, filterset_class = SENTRA, SentraFilterSet
    ordering = ("name",)

    def queryset(self) -> QuerySet:
        """Every record the caller may see."""
        return policy.scope(self.viewer.actor, Sentra.objects.in_force())

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The rows beside their cells of the period that was asked for."""
        period = getattr(filterset, "period", LATEST)
        if period != LATEST:
            day = min(today_wib(), date(int(period), 12, 31))
            self.viewer = replace(self.viewer, day=day)
        ordered = self.ordered(filterset.qs, asked.ordering)
        return SentraRows(ordered, paths_of(asked.columns), period)


class SentraDetail(RegistryDetail):
    """Satu sentra menurut kode tetapnya, dalam ejaan apa pun (`st 0abcde 1`). `expand=` menambahkan
    bagian-bagiannya. Sentra yang sudah digabung menjawab 301 ke penerusnya, dengan kode penerus itu
    pada `merged_into`; catatan keliru yang ditarik menjawab 410 beserta hari dan alasannya."""

    row_name, tag = "SentraDetail", "sentra"
    columns = (*SENTRA, NOTE)
    parts = (*PARTS, *PART_NOUNS)
    leads_elsewhere = can_be_gone = True

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The row, or the way to the sentra in which it goes on."""
        code = known_code(kwargs["code"])
        target = current_code(code)
        if target in ("", code):
            return super().get(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        address = reverse("api-sentra-detail", args=[target]) + (f"?{query}" if query else "")
        payload = noticed({"sentra_code": code, "merged_into": target})
        return HttpResponse(
            json_bytes(payload),
            status=HTTPStatus.MOVED_PERMANENTLY,
            content_type="application/json",
            headers={"Location": address},
        )

    def row(self, paths: Sequence[str], **kwargs: Any) -> Mapping[str, Any]:
        """The raw row beside its cell of today."""
        code = known_code(kwargs["code"])
        known: Any = policy.scope(self.viewer.actor, Sentra.objects.filter(public_code=code))
        found = SentraRows(known.in_force(), paths).part(0, 1)
        if not found:
            refuse_withdrawn(known.first())
            raise Http404(UNKNOWN_SENTRA.problem("code", code))
        return found[0]

    def part(self, name: str, raw: Mapping[str, Any]) -> Any:
        """The lines of one part in force."""
        if name == "profiles":
            columns = visible(PROFILE, self.audience)
            rows = YearlyProfile.objects.in_force().filter(sentra=raw["pk"]).order_by("-year")
            found = rows.values(*paths_of(columns))
            return [as_row(row, columns, self.viewer) for row in found]
        if name == "claims":
            columns = visible(FACT_CLAIM, self.audience)
            claims = FactClaim.objects.in_force().filter(sentra=raw["pk"])
            stated = with_states(claims.order_by("fact", "year", "pk"), paths_of(columns))
            return [as_row(row, columns, self.viewer) for row in stated]
        if name in PART_NOUNS:
            columns = visible(PART_NOUNS[name].columns, self.audience)
            lines = PART_NOUNS[name].lines().filter(sentra=raw["pk"])
            found = lines.values(*paths_of(columns))
            return [as_row(row, columns, self.viewer) for row in found]
        return sentra_parts(name, raw["pk"])


class ProfileList(RegistryList):
    """Profil tahunan satu sentra: setiap angka dengan batas, tanda, dan kata sumbernya."""

    name, row_name, tag = "profiles", "Profile", "sentra"
    columns, filterset_class = PROFILE, ProfileFilterSet
    can_be_gone = True
    ordering = ("-year",)

    def queryset(self) -> QuerySet:
        """The profiles in force."""
        return YearlyProfile.objects.in_force().filter(sentra=sentra_key(self.kwargs["code"]))


class HistoryList(RegistryList):
    """Riwayat satu sentra: waktu, kantor, peran, jenis alasan, dan setiap kolom sebelum dan sesudah
    perubahan. Nama orang tidak pernah disebut."""

    name, row_name, tag = "history", "HistoryStep", "sentra"
    columns, filterset_class = HISTORY, HistoryFilterSet
    can_be_gone = True

    def queryset(self) -> QuerySet:
        """The one sentra."""
        return Sentra.objects.filter(pk=sentra_key(self.kwargs["code"]))

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The steps that fit, newest first."""
        key, regency, province = filterset.qs.values_list("pk", "regency_id", "province_id").get()
        is_own = self.viewer.is_own(regency or province)
        steps = public_history(
            key,
            may_see_money=lambda office: office is None or is_own,
            has_role=bool(self.viewer.actor.roles),
        )
        for name, values in filterset.values.items():
            steps = [step for step in steps if step[name] in values]
        return ListedRows(steps)
