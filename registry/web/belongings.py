"""Lines of a sentra's page in words: figures with their doubt and unit, money only for those who
may read it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.choices import MeasurePeriod, YearPrecision
from registry.columns.viewer import Viewer
from registry.forms.fields import figure_of
from registry.models import Certificate, Facility, LegalAct, Machine, Measure, Sentra
from registry.policy import Actor
from registry.queries.facility_states import StateStep, state_steps
from registry.queries.sentra_belongings import Belongings
from sentra.lib.dates import today_wib
from sentra.lib.figures import RUPIAH_UNIT, format_figure
from sentra.lib.number_format import format_exact


@dataclass(frozen=True)
class Worded:
    """One line beside its figures in words; empty words mean that nobody reported."""

    line: Any
    amount: str = ""
    money: str = ""
    year: str = ""
    link: str = ""
    said: str = ""
    steps: tuple[StateStep, ...] = ()

    @property
    def now(self) -> StateStep | None:
        """The state in force of a facility, where any is known."""
        return self.steps[-1] if self.steps else None

    @property
    def has_past(self) -> bool:
        """Whether more than one state is known."""
        return len(self.steps) > 1


@dataclass(frozen=True)
class BelongingLines:
    """Everything the part of the page prints."""

    workplaces: list[Worded]
    buildings: list[Worded]
    machines: list[Worded]
    measures: list[Worded]
    certificates: list[Worded]
    legal_acts: list[Worded]
    needs: list[Any]
    raw_materials: list[Any]
    markets: list[Any]

    @property
    def is_empty(self) -> bool:
        """Whether nothing hangs on the sentra yet."""
        return not any(getattr(self, name) for name in self.__dataclass_fields__)


def belonging_lines(sentra: Sentra, found: Belongings, actor: Actor) -> BelongingLines:
    """What hangs on a sentra, for this reader."""
    viewer = Viewer(actor, today_wib())
    is_own = viewer.is_own(sentra.regency_id or sentra.province_id)
    return BelongingLines(
        workplaces=[_facility(line, found) for line in found.workplaces],
        buildings=[_facility(line, found) for line in found.buildings],
        machines=[_machine(line, is_own=is_own) for line in found.machines],
        measures=[_measure(line) for line in found.measures],
        certificates=[_certificate(line) for line in found.certificates],
        legal_acts=[_legal_act(line) for line in found.legal_acts],
        needs=found.needs,
        raw_materials=found.raw_materials,
        markets=found.markets,
    )


def _words(line: Any, stem: str, unit: str = "") -> str:
    figure = figure_of(vars(line), stem)
    return "" if figure is None else format_figure(figure, unit)


def _said(line: Any, stem: str) -> str:
    return getattr(line, f"{stem}_text")


def _year(year: int | None, precision: str) -> str:
    if year is None:
        return ""
    if precision == YearPrecision.EXACT:
        return str(year)
    return f"{YearPrecision(precision).label} {year}"


def _facility(line: Facility, found: Belongings) -> Worded:
    area = "" if line.area_m2 is None else f"{format_exact(line.area_m2.normalize())} m²"
    return Worded(
        line,
        amount=_words(line, "user_count"),
        said=area,
        year=_year(line.built_year, line.built_precision),
        steps=tuple(state_steps(line, found.states.get(line.pk, ()))),
    )


def _machine(line: Machine, *, is_own: bool) -> Worded:
    """Money stands where a source that is no office published it, or for the office itself."""
    money = _words(line, "value_idr", RUPIAH_UNIT)
    if money and line.source.office_id is not None and not is_own:
        money = _("hanya untuk petugas")
    year = "" if line.acquired_year is None else str(line.acquired_year)
    return Worded(line, amount=_words(line, "machine_count"), money=money, year=year)


def _measure(line: Measure) -> Worded:
    """`≥ 18 ton per tahun`; the unit and the time are the source's."""
    unit = line.unit.name if line.unit else ""
    words = _words(line, "amount", unit)
    if line.period == MeasurePeriod.UNKNOWN:
        words += " " + _("(masa tidak disebut)")
    else:
        words += " " + _("per %s") % line.get_period_display()
    year = _year(line.year, line.year_precision)
    return Worded(line, amount=words, year=year, said=_said(line, "amount"))


def _certificate(line: Certificate) -> Worded:
    return Worded(line, amount=_words(line, "certificate_count"))


def _legal_act(line: LegalAct) -> Worded:
    """A link only where the reference is a web address."""
    is_address = line.file_reference.startswith(("https://", "http://"))
    return Worded(line, link=line.file_reference if is_address else "")
