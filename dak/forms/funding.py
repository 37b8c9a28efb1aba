"""The form by which a dinas asks DAK for money for a sentra, registered or still to be: the year
and the menu, readiness (TOR, RAB, land), the need pack it rests on, and the components, each with
the need it answers; more of them are asked for by a step that keeps everything typed. The lines
must make the amount that is asked for (dak.rules.proposal); stages are recorded by the ministry."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dak.changes.proposal import doubtful_amounts
from dak.choices import Fund, GrantLevel
from dak.forms.money import CONFIRMED, ConfirmField, SealInput, ask_to_confirm
from dak.models import NeedPack, Proposal
from dak.queries.cautions import is_plausible
from dak.queries.menus import menus_of_year
from dak.queries.minimum_units import too_few_units
from dak.queries.need_pack import STILL_OPEN
from dak.queries.proposal_files import DOCUMENTS
from dak.queries.proposals import own_government
from registry import policy
from registry.changes.proposal import ProposedValue
from registry.choices import SubmissionKind
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import CheckedRow, Subject
from registry.models import Need, Sentra
from registry.queries.attachments import carried_by_form, missing_kinds, missing_words
from sentra.lib.dates import format_date
from sentra.lib.keys import plain_number
from sentra.lib.number_format import spell_amount

PLACE = ("sentra_words", "district_words", "village_words")
HEAD = (
    "fiscal_year",
    "menu",
    "asked_idr",
    "need_pack",
    "reference_words",
    "budget_words",
    "land_status",
    "land_words",
)
COMPONENT = ("fund", "name", "menu_code", "component_code", "need", "volume", "unit_words")
AMOUNT = "amount_idr"
# How many components are asked about at first, how many more at a time, and how many at most.
COMPONENTS, MORE, MOST = 5, 5, 40
ROW_NAME = re.compile(r"line([1-9]\d?)_[a-z_]+")
PROPOSAL = "proposal"
YEAR = "proposal_fiscal_year"
# Which money is asked for; anything else is not DAK and has its own way.
ASKED_FUNDS = (Fund.PHYSICAL, Fund.NON_PHYSICAL)
PACKS = 5


class FundingForm(LinesForm):
    """One proposal: for one sentra on record, or for one that a region's office names in words
    since it is still to be registered."""

    kind = SubmissionKind.FUNDING

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """The proposal itself, then its components."""
        self.menus = menus_of_year(self._year_typed())
        self.n_rows = self._rows_typed()
        sentra = subject.sentra
        unasked = set() if sentra else {"need_pack", "need"}
        if not self.menus.is_known:
            unasked |= {"menu_code", "component_code"}
        yield Line(
            PROPOSAL,
            "proposal",
            tuple(n for n in (*(() if sentra else PLACE), *HEAD) if n not in unasked),
            _("Usulan"),
            fixed=self._whose(),
            ref=PROPOSAL,
            hint=_earlier(sentra) if sentra else self._check_first(),
        )
        for number in range(1, self.n_rows + 1):
            yield Line(
                f"line{number}",
                "proposal_line",
                tuple(name for name in (*COMPONENT, AMOUNT) if name not in unasked),
                _("Komponen %(number)s") % {"number": number},
                fixed={"proposal": f"@{PROPOSAL}", "row": True},
                state=_("kosongkan bila tidak ada"),
            )

    def _whose(self) -> dict[str, Any]:
        """The government that asks, and the sentra where it is on record."""
        sentra, source = self.subject.sentra, {"source": SOURCE}
        region = policy.region_of(sentra) if sentra else self.region
        named = {"sentra": sentra.public_code} if sentra else {}
        return {
            "level": (GrantLevel.REGENCY if "." in region else GrantLevel.PROVINCE).value,
            "province": region.split(".")[0],
            "regency": region if "." in region else None,
            **named,
            **source,
        }

    def _year_typed(self) -> int:
        """The fiscal year as it stands in the form, else the next one."""
        text = str((self.data if self.is_bound else self.restored).get(YEAR) or "").strip()
        return plain_number(text, 4) or self.subject.year + 1

    def _rows_typed(self) -> int:
        """As many components as the form had, and more where more are asked for."""
        sent = self.data if self.is_bound else self.restored
        found = [1, *(int(m[1]) for name in sent if (m := ROW_NAME.fullmatch(str(name))))]
        rows = max(COMPONENTS, *found)
        is_asked = self.is_bound and self.data.get("step") == "more"
        return min(rows + MORE if is_asked else rows, MOST)

    @property
    def newest_row(self) -> str:
        """The first of the components that were added last; empty where no more can be."""
        is_asked = self.is_bound and self.data.get("step") == "more"
        if self.n_rows >= MOST and not is_asked:
            return ""
        return self.anchor(f"line{max(self.n_rows - MORE + 1, 1)}_name")

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Years, packs, menus and needs are offered, not typed."""
        sentra = self.subject.sentra
        if name == "fiscal_year":
            asked.initial = str(self.subject.year + 1)
            asked.help_text = _("Usulan diajukan tahun sebelumnya.")
        elif name == "sentra_words":
            asked.label, asked.required = _("Nama sentra"), True
            asked.help_text = _("Sentra yang belum terdaftar, seperti disebut orang setempat.")
        elif name == "menu":
            asked.help_text = _("Pembangunan sentra baru, atau revitalisasi sentra; untuk apa.")
        elif name == "reference_words":
            asked.help_text = _(
                "Lampirkan TOR dan RAB lewat tombol di bawah, masing-masing dengan jenisnya."
            )
        elif name == "asked_idr":
            asked.required = True
            asked.help_text = _("Dalam rupiah penuh, sama dengan jumlah semua komponen.")
        elif name == "need_pack" and sentra:
            return _offered(_("Paket kebutuhan"), _packs(sentra), _("Belum ada paket"))
        elif name == "need" and sentra:
            return _offered(_("Menjawab kebutuhan"), _needs(sentra), _("Tidak dipilih"))
        elif name == "menu_code":
            menus = list(self.menus.menus.items())
            return _offered(_("Menu tahun itu"), menus, _("Tidak dipilih"))
        elif name == "component_code":
            listed = list(self.menus.listed().items())
            return _offered(_("Komponen menu"), listed, _("Tidak ada di daftar"))
        elif name == "fund":
            funds = [(fund.value, fund.label) for fund in ASKED_FUNDS]
            return _offered(_("Jenis dana"), funds, _("Pilih dananya"))
        return asked

    # --- amounts that may be thousands or millions

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CONFIRMED] = ConfirmField(label=_("Jumlah ini memang benar"), required=False)

    @property
    def questions(self) -> list[str]:
        """The confirmation is a question only where there is something to confirm."""
        is_asked = isinstance(self.fields[CONFIRMED].widget, SealInput)
        return [name for name in super().questions if name != CONFIRMED or is_asked]

    def clean(self) -> dict[str, Any]:
        """What can hardly be rupiah is sent when that very amount is confirmed."""
        cleaned = super().clean()
        doubtful = {
            name: amount
            for name, amount in cleaned.items()
            if name.endswith("_idr") and isinstance(amount, int) and not is_plausible(amount)
        }
        ask_to_confirm(self, doubtful)
        return cleaned

    def shown_words(self) -> dict[str, Any]:
        """With the amounts that were confirmed, frozen with what is sent."""
        doubtful = doubtful_amounts(said.change for said in self.all_said)
        confirmed = [doubt.words for doubt in doubtful]
        return {**super().shown_words(), **({"confirmed": confirmed} if confirmed else {})}

    def checked(self, rows: Iterable[ProposedValue]) -> list[CheckedRow]:
        """Every amount once more in words, with the doubt where it may be thousands or millions."""
        changes = [said.change for said in self.all_said]
        words = {
            f"{number}.{name}": spell_amount(change.values[name])
            for number, change in enumerate(changes)
            for name in ("asked_idr", AMOUNT)
            if isinstance(change.values.get(name), int)
        }
        doubts = {f"{one.position}.{one.field}": one.sentence for one in doubtful_amounts(changes)}
        return [
            replace(row, warning=doubts.get(row.value.id) or words.get(row.value.id, row.warning))
            for row in super().checked(rows)
        ]

    @property
    def check_note(self) -> str:
        """What is sent, what is doubtful about the sentra itself, and which document is missing."""
        note = _("Usulan belum tentu didanai; tahap penilaiannya dicatat di sini oleh kementerian.")
        year = self.cleaned_data.get(YEAR) if self.is_bound else None
        doubts = too_few_units(self.subject.sentra, int(year) if year else None)
        token = self.cleaned_data.get("token") if self.is_bound else None
        carried = carried_by_form(self.subject.office.pk, token) if token else []
        missing = missing_words(missing_kinds(carried, DOCUMENTS)) if token else []
        return " ".join([note, *(doubt.sentence for doubt in doubts), *missing])

    def _check_first(self) -> str:
        """What is on record for this region without a sentra, and that a registered one has its own
        form."""
        rows = Proposal.objects.in_force().filter(own_government(self.region), sentra__isnull=True)
        codes = rows.order_by("-fiscal_year", "code").values_list("code", flat=True)[:PACKS]
        hint = _("Hanya untuk sentra yang belum terdaftar; yang terdaftar diusulkan di halamannya.")
        known = _("Sudah tercatat tanpa sentra terdaftar: %(codes)s.") % {"codes": ", ".join(codes)}
        return f"{hint} {known}" if codes else hint


def _offered(label: str, known: list[tuple[str, Any]], nothing: str) -> forms.ChoiceField:
    """A list of what there is; where there is something, the first is not chosen for anybody."""
    return forms.ChoiceField(label=label, required=False, choices=[("", nothing), *known])


def _packs(sentra: Sentra) -> list[tuple[str, Any]]:
    rows = NeedPack.objects.in_force().filter(sentra=sentra).order_by("-made_on", "-pk")[:PACKS]
    return [(str(pack.pk), format_date(pack.made_on)) for pack in rows]


def _needs(sentra: Sentra) -> list[tuple[str, Any]]:
    rows = Need.objects.in_force().filter(sentra=sentra, state__in=STILL_OPEN)
    found = rows.select_related("need_kind").order_by("need_kind__position", "pk")
    return [(str(need.pk), _need_words(need)) for need in found]


def _need_words(need: Need) -> str:
    return f"{need.need_kind}: {need.words}" if need.words else str(need.need_kind)


def _earlier(sentra: Sentra) -> str:
    """Which proposals are on record, so that nobody asks twice for one year."""
    codes = Proposal.objects.in_force().filter(sentra=sentra).order_by("-fiscal_year", "code")
    known = ", ".join(codes.values_list("code", flat=True)[:PACKS])
    return _("Sudah tercatat untuk sentra ini: %(codes)s.") % {"codes": known} if known else ""
