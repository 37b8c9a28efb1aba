"""The form of what grants left at a sentra: its four dates, its state as the office sees it today,
and an objection to what a report says. A use closes the needs it answers in the same proposal."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dak.changes.asset import what_operates
from dak.choices import IN_USE, AssetBasis, AssetCondition
from dak.models import Asset, AssetState
from dak.queries.assets import AssetRow, asset_rows, assets_of_sentra
from registry.choices import SubmissionKind
from registry.forms.choosing import AskingRadio
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import Said, Subject
from registry.models import FacilityKind
from sentra.lib.dates import format_date, today_wib

DATES = ("completed_on", "handed_over_on", "inaugurated_on", "operates_on")
NEW = ("name", "facility_kind", *DATES)
SEEN = ("state", "state_on", "reason_words")
OBJECTS = ("words",)
# What an office says it sees; a plan and a finished building follow from the dates.
ASKED = (
    AssetCondition.OPERATING,
    AssetCondition.UNDERUSED,
    AssetCondition.IDLE,
    AssetCondition.DAMAGED,
)


class AssetsForm(LinesForm):
    """Assets of one sentra."""

    kind = SubmissionKind.ASSET

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """Of each asset its dates, what the office sees, and each judgement it may object to; then
        one asset that is not on record."""
        if subject.sentra is None:
            yield from self._objections_only(subject)
            return
        self.assets = asset_rows(assets_of_sentra(subject.sentra))
        for row in self.assets:
            asset = row.asset
            yield Line(
                f"asset{asset.pk}",
                "asset",
                DATES,
                _("Tanggal: %(asset)s") % {"asset": asset.name},
                stored=asset,
                on_change={"source": SOURCE},
                may_withdraw=True,
                state=str(asset.facility_kind),
            )
            yield Line(
                f"state{asset.pk}",
                "asset_state",
                SEEN,
                _("Keadaan sekarang: %(asset)s") % {"asset": asset.name},
                fixed=self._confirmed(asset),
                hint=_("Isi sesudah melihat sendiri, dan lampirkan fotonya."),
                state=_("tercatat: %(state)s") % {"state": row.state_label or _("belum dicatat")},
            )
            for line in row.states:
                if line.is_report:
                    yield self._objection(asset, line.row)
        yield Line(
            "asset",
            "asset",
            NEW,
            _("Aset DAK yang belum tercatat"),
            fixed={
                "province": subject.sentra.province_id,
                "regency": subject.sentra.regency_id,
                "sentra": subject.sentra.public_code,
                "source": SOURCE,
                "row": True,
            },
            state=_("kosongkan bila tidak ada"),
        )

    def _objections_only(self, subject: Subject) -> Iterable[Line]:
        """Of an asset at no registered sentra: what its region's office says against reports."""
        self.assets = asset_rows(Asset.objects.in_force().filter(code=subject.matter_code))
        for row in self.assets:
            for line in row.states:
                if line.is_report:
                    yield self._objection(row.asset, line.row)

    def _confirmed(self, asset: Asset) -> dict[str, Any]:
        return {
            "asset": asset.code,
            "basis": AssetBasis.OFFICE.value,
            "confirmed_by": self.subject.office.code,
            "confirmed_on": today_wib().isoformat(),
            "source": SOURCE,
            "row": True,
        }

    def _objection(self, asset: Asset, state: AssetState) -> Line:
        """One judgement of a report and the words against it."""
        day = format_date(state.state_on, state.state_precision)
        said = {"words": state.words, "publisher": state.source.publisher, "day": day}
        return Line(
            f"dispute{state.pk}",
            "asset_dispute",
            OBJECTS,
            _("Sanggah: “%(words)s” (%(publisher)s, keadaan %(day)s)") % said,
            fixed={
                "asset": asset.code,
                "state": str(state.pk),
                "office": self.subject.office.code,
                "disputed_on": today_wib().isoformat(),
                "row": True,
            },
            state=_("kosongkan bila benar"),
        )

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """What an office sees is one of few answers, on a day."""
        if name == "state":
            return forms.ChoiceField(
                label=_("Apa yang Anda lihat?"),
                required=False,
                choices=[("", _("Tidak diisi")), *((one.value, one.label) for one in ASKED)],
                widget=AskingRadio,
            )
        if name == "facility_kind":
            kinds = FacilityKind.objects.filter(is_active=True).values_list("code", "name")
            return forms.ChoiceField(
                label=_("Jenis"), required=False, choices=[("", _("Pilih jenisnya")), *kinds]
            )
        if name == "state_on":
            asked.label = _("Sejak kapan?")
        if line.noun == "asset_dispute":
            asked.label = _("Apa yang keliru, dan bagaimana keadaan sebenarnya?")
        return asked

    def said(self) -> list[Said]:
        """What is said, and what follows from a use: components operate, needs are answered."""
        told = super().said()
        by_code = {row.asset.code: row.asset for row in self.assets}
        for said in list(told):
            values = said.change.values
            begun = said.change.kind == "asset_state.record" and values.get("state") in IN_USE
            if begun and values.get("state_on"):
                day = date.fromisoformat(values["state_on"])
                question = said.question
                told += [
                    Said(change, {}, question)
                    for change in what_operates(by_code[values["asset"]], day)
                ]
        return told

    def warnings(self) -> dict[str, str]:
        """A use before the hand-over is possible and rare."""
        early = _("Mulai beroperasi sebelum serah terima. Periksa kedua tanggalnya.")
        return {"operates_on": early} if any(map(self._began_early, self.assets)) else {}

    def _began_early(self, row: AssetRow) -> bool:
        """By the dates as typed, else as they stand."""
        typed = {
            name: getattr(self.cleaned_data.get(f"asset{row.asset.pk}_{name}"), "on", None)
            or getattr(row.asset, name)
            for name in ("operates_on", "handed_over_on")
        }
        begun, given = typed["operates_on"], typed["handed_over_on"]
        return begun is not None and given is not None and begun < given

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Kantor Anda tercatat sebagai yang memastikannya, dengan tanggal hari ini.")
