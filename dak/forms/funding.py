"""The form by which a dinas asks DAK for money for a sentra: the year and the menu, readiness (TOR,
RAB, land), the need pack it rests on, and the components, each with the need it answers. The lines
must make the amount that is asked for (dak.rules.proposal); stages are recorded by the ministry."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dak.choices import Fund, GrantLevel
from dak.models import NeedPack, Proposal
from dak.queries.need_pack import STILL_OPEN
from registry.choices import SubmissionKind
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import Subject
from registry.models import Need, Sentra
from sentra.lib.dates import format_date

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
COMPONENT = ("fund", "name", "need", "volume", "unit_words", "amount_idr")
COMPONENTS = 5
PROPOSAL = "proposal"
# Which money is asked for; anything else is not DAK and has its own way.
ASKED_FUNDS = (Fund.PHYSICAL, Fund.NON_PHYSICAL)
PACKS = 5


class FundingForm(LinesForm):
    """One proposal for one sentra on record."""

    kind = SubmissionKind.FUNDING

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """The proposal itself, then its components."""
        sentra = subject.sentra
        assert sentra is not None
        yield Line(
            PROPOSAL,
            "proposal",
            HEAD,
            _("Usulan"),
            fixed={
                "level": (GrantLevel.REGENCY if sentra.regency_id else GrantLevel.PROVINCE).value,
                "province": sentra.province_id,
                "regency": sentra.regency_id,
                "sentra": sentra.public_code,
                "source": SOURCE,
            },
            ref=PROPOSAL,
            hint=_earlier(sentra),
        )
        for number in range(1, COMPONENTS + 1):
            yield Line(
                f"line{number}",
                "proposal_line",
                COMPONENT,
                _("Komponen %(number)s") % {"number": number},
                fixed={"proposal": f"@{PROPOSAL}", "row": True},
                state=_("kosongkan bila tidak ada"),
            )

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Years, packs and needs are offered, not typed."""
        sentra = self.subject.sentra
        assert sentra is not None
        if name == "fiscal_year":
            asked.initial = str(self.subject.year + 1)
            asked.help_text = _("Usulan diajukan tahun sebelumnya.")
        elif name == "menu":
            asked.help_text = _("Pembangunan sentra baru, atau revitalisasi sentra; untuk apa.")
        elif name == "asked_idr":
            asked.required = True
            asked.help_text = _("Dalam rupiah penuh, sama dengan jumlah semua komponen.")
        elif name == "need_pack":
            return _offered(_("Paket kebutuhan"), _packs(sentra), _("Belum ada paket"))
        elif name == "need":
            return _offered(_("Menjawab kebutuhan"), _needs(sentra), _("Tidak dipilih"))
        elif name == "fund":
            funds = [(fund.value, fund.label) for fund in ASKED_FUNDS]
            return _offered(_("Jenis dana"), funds, _("Pilih dananya"))
        return asked

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Usulan belum tentu didanai; tahap penilaiannya dicatat di sini oleh kementerian.")


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
    codes = Proposal.objects.filter(sentra=sentra).order_by("-fiscal_year", "code")
    known = ", ".join(codes.values_list("code", flat=True)[:PACKS])
    return _("Sudah tercatat untuk sentra ini: %(codes)s.") % {"codes": known} if known else ""
