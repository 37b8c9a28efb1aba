"""What stands at a sentra: places and buildings, and the machines in them. The place where people
work and a building put up for them are different records with their own years, states and users."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import BuildingState, DatePrecision, MachineCondition, YearPrecision
from registry.models.base import closed_lists, history_of, promise
from registry.models.part_figures import date_known, figure_promises, part_figures, year_possible
from registry.models.sentra import Part, PartQuerySet

FacilityFigures: Any = part_figures(whole=[("user_count", _("pengguna"))])
MachineFigures: Any = part_figures(
    whole=[("machine_count", _("jumlah mesin")), ("value_idr", _("nilai"))]
)


# The columns of the state in force, and where both a facility and a state keep them.
STATE_NOW = {
    "state": "state",
    "state_on": "state_on",
    "state_precision": "state_precision",
    "state_words": "state_words",
    "source_code": "source__code",
    "source_publisher": "source__publisher",
}


class FacilityQuerySet(PartQuerySet):
    """What is asked of facilities beside the lines in force."""

    def with_state_now(self) -> Self:
        """Each with its state in force, `now_…`: the newest dated one. The state the facility was
        recorded with is its oldest where it has no date of its own; a state without a date stands
        only while nothing dated is known."""
        later = FacilityState.objects.in_force().filter(facility=models.OuterRef("pk")).newest()
        found = self.annotate(
            later_state=models.Subquery(later.values("pk")[:1]),
            later_on=models.Subquery(later.values("state_on")[:1]),
        )
        wins = models.Q(later_state__isnull=False) & (
            models.Q(state_on__isnull=True) | models.Q(later_on__gte=models.F("state_on"))
        )
        return found.annotate(
            **{
                f"now_{name}": models.Case(
                    models.When(wins, then=models.Subquery(later.values(path)[:1])),
                    default=models.F(path),
                )
                for name, path in STATE_NOW.items()
            }
        )


class FacilityStateQuerySet(PartQuerySet):
    """What is asked of the states of facilities."""

    def newest(self) -> Self:
        """The newest first; those without a date last."""
        return self.order_by(models.F("state_on").desc(nulls_last=True), "-id")


class Facility(Part, FacilityFigures):
    """A place or a building of a sentra, with its own year, owner and users, and the state it was
    in when it was recorded; later states are lines of their own. Changed only through
    registry.changes."""

    facility_kind = models.ForeignKey(
        "registry.FacilityKind", models.PROTECT, verbose_name=_("jenis")
    )
    name = models.CharField(
        _("nama"), max_length=200, help_text=_("Kata-kata sumber, misalnya “gedung sentra”.")
    )
    built_year = models.PositiveSmallIntegerField(_("tahun dibangun"), null=True, blank=True)
    built_precision = models.CharField(
        _("ketelitian tahun"),
        max_length=10,
        choices=YearPrecision.choices,
        default=YearPrecision.EXACT,
    )
    state = models.CharField(
        _("keadaan saat dicatat"),
        max_length=20,
        choices=BuildingState.choices,
        default=BuildingState.UNKNOWN,
        help_text=_("Keadaan pertama yang diketahui; yang sesudahnya dicatat baris tersendiri."),
    )
    state_on = models.DateField(_("keadaan saat dicatat, per tanggal"), null=True, blank=True)
    state_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    state_words = models.CharField(
        _("keadaan saat dicatat, menurut sumber"), max_length=300, blank=True, default=""
    )
    owner = models.ForeignKey(
        "registry.Institution", models.PROTECT, null=True, blank=True, verbose_name=_("pemilik")
    )
    area_m2 = models.DecimalField(
        _("luas (m²)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    users_words = models.CharField(_("dipakai oleh"), max_length=200, blank=True, default="")
    funding_words = models.CharField(_("sumber dana"), max_length=160, blank=True, default="")
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    objects: ClassVar[Any] = FacilityQuerySet.as_manager()

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("fasilitas")
        verbose_name_plural = _("fasilitas")
        ordering = ["facility_kind__position", models.F("built_year").asc(nulls_last=True), "id"]
        constraints = [
            *closed_lists(
                "facility",
                state=BuildingState,
                state_precision=DatePrecision,
                built_precision=YearPrecision,
            ),
            *figure_promises("facility", "user_count"),
            date_known("facility", "state_on", "state_precision"),
            year_possible("facility", "built_year"),
            promise(
                "facility_area_above_zero",
                models.Q(area_m2__isnull=True) | models.Q(area_m2__gt=0),
                "facility.area_above_zero",
                _("Luas harus lebih dari nol. Kosongkan bila tidak diketahui."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FacilityState(Part):
    """The state of one facility on a day, as a source tells it: started, finished, opened, idle,
    working again. The newest dated one is in force. Changed only through registry.changes."""

    facility = models.ForeignKey(
        Facility, models.PROTECT, related_name="states", verbose_name=_("fasilitas")
    )
    state = models.CharField(_("keadaan"), max_length=20, choices=BuildingState.choices)
    state_on = models.DateField(_("per tanggal"), null=True, blank=True)
    state_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    state_words = models.CharField(
        _("keadaan menurut sumber"), max_length=300, blank=True, default=""
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    objects: ClassVar[Any] = FacilityStateQuerySet.as_manager()

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("keadaan fasilitas")
        verbose_name_plural = _("keadaan fasilitas")
        ordering = ["facility", models.F("state_on").desc(nulls_last=True), "-id"]
        constraints = [
            *closed_lists("facility_state", state=BuildingState, state_precision=DatePrecision),
            date_known("facility_state", "state_on", "state_precision"),
            models.UniqueConstraint(
                fields=["facility", "state", "state_on", "source"],
                condition=models.Q(is_withdrawn=False),
                name="facility_state_once",
                violation_error_code="facility_state.once",
                violation_error_message=_(
                    "Keadaan itu sudah tercatat dari sumber dan tanggal yang sama."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Machine(Part, MachineFigures):
    """Machines or equipment of one name at a sentra. Changed only through registry.changes."""

    name = models.CharField(_("nama mesin"), max_length=200)
    capacity_words = models.CharField(
        _("kapasitas menurut sumber"), max_length=200, blank=True, default=""
    )
    acquired_year = models.PositiveSmallIntegerField(_("tahun diterima"), null=True, blank=True)
    funding_words = models.CharField(_("sumber dana"), max_length=160, blank=True, default="")
    condition = models.CharField(
        _("kondisi"),
        max_length=20,
        choices=MachineCondition.choices,
        default=MachineCondition.UNKNOWN,
    )
    facility = models.ForeignKey(
        Facility,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="machines",
        verbose_name=_("berada di"),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("mesin")
        verbose_name_plural = _("mesin")
        ordering = ["name", "id"]
        constraints = [
            *closed_lists("machine", condition=MachineCondition),
            *figure_promises("machine", "machine_count"),
            *figure_promises("machine", "value_idr"),
            year_possible("machine", "acquired_year"),
            promise(
                "machine_count_above_zero",
                models.Q(machine_count_high__isnull=True) | models.Q(machine_count_high__gt=0),
                "machine.count_above_zero",
                _("Jumlah mesin paling sedikit satu. Kosongkan bila tidak diketahui."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


FacilityEvent = history_of(Facility)
FacilityStateEvent = history_of(FacilityState)
MachineEvent = history_of(Machine)
