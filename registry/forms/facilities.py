"""The form of what stands at a sentra: buildings and places, and the machines in them. Stored ones
are corrected or withdrawn, new ones added."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from registry.choices import SubmissionKind
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import Subject
from registry.models import Facility, FacilityKind, Machine

BUILDING = ("name", "state", "state_on", "state_words", "user_count", "area_m2", "users_words")
NEW_BUILDING = ("facility_kind", "name", "built_year", *BUILDING[1:], "funding_words")
MACHINE = ("name", "machine_count", "condition", "capacity_words", "value_idr")
NEW_MACHINE = (*MACHINE, "acquired_year", "funding_words")


class FacilitiesForm(LinesForm):
    """Facilities and machines of one sentra."""

    kind = SubmissionKind.FACILITY

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """Stored rows first, then one new line of each noun."""
        sentra = subject.sentra
        assert sentra is not None
        part = {"sentra": sentra.public_code, "source": SOURCE}
        cited = {"source": SOURCE}
        rows: Any = Facility.objects.in_force().filter(sentra=sentra)
        for row in rows.select_related("facility_kind"):
            yield Line(
                f"facility{row.pk}",
                "facility",
                BUILDING,
                row.name,
                stored=row,
                on_change=cited,
                may_withdraw=True,
                state=f"{row.facility_kind} · {row.get_state_display()}",
            )
        yield Line(
            "facility",
            "facility",
            NEW_BUILDING,
            _("Tambah fasilitas"),
            fixed={**part, "row": True},
            state=_("gedung, rumah produksi, UPT, …"),
        )
        for machine in Machine.objects.in_force().filter(sentra=sentra):
            yield Line(
                f"machine{machine.pk}",
                "machine",
                MACHINE,
                machine.name,
                stored=machine,
                on_change=cited,
                may_withdraw=True,
                state=machine.get_condition_display(),
            )
        yield Line(
            "machine",
            "machine",
            NEW_MACHINE,
            _("Tambah mesin"),
            fixed={**part, "row": True},
            state=_("mesin atau alat produksi"),
        )

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Kinds are data: the list in use today."""
        if name == "facility_kind":
            kinds = FacilityKind.objects.filter(is_active=True).values_list("code", "name")
            return forms.ChoiceField(
                label=_("Jenis fasilitas"),
                required=False,
                choices=[("", _("Pilih jenisnya")), *kinds],
            )
        if name == "user_count":
            asked.unit = _("orang")  # type: ignore[attr-defined]
        if name == "machine_count":
            asked.unit = _("buah")  # type: ignore[attr-defined]
        if name == "area_m2":
            asked.label, asked.unit = _("Luas"), "m²"  # type: ignore[attr-defined]
        if name == "name" and line.stored is None:
            asked.help_text = _("Kata-kata setempat, misalnya “gedung sentra” atau “mesin jahit”.")
        return asked

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Yang tidak Anda ubah tetap tercatat seperti sekarang.")
