"""The rules of one fiscal year of DAK: what they rest on, what the money may be used for, and how
many businesses a sentra must have. How the money is paid is in dak.models.payment_rule.

Sources of the rules stand on every row; what was not found is empty and says so, never guessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dak.choices import IslandGroup, MenuKind, RuleState
from registry.models.base import (
    EVERYWHERE,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)


class RuleSet(Record):
    """The rules of one fiscal year, as far as they were found. A legal basis left empty was not
    found. Changed only through registry.changes."""

    code = models.SlugField(_("kode"), max_length=60, unique=True, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    state = models.CharField(
        _("kelengkapan"), max_length=12, choices=RuleState.choices, default=RuleState.NOT_FOUND
    )
    technical_basis = models.CharField(
        _("dasar petunjuk teknis"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Kosong bila belum ditemukan."),
    )
    disbursement_basis = models.CharField(
        _("dasar penyaluran"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Kosong bila belum ditemukan."),
    )
    note = models.TextField(_("keterangan"), blank=True, default="")
    source = models.ForeignKey(
        "registry.Source", models.PROTECT, null=True, blank=True, verbose_name=_("sumber")
    )

    class Meta(Record.Meta):
        verbose_name = _("aturan DAK setahun")
        verbose_name_plural = _("aturan DAK per tahun")
        ordering = ["-fiscal_year"]
        constraints = [
            *closed_lists("rule_set", state=RuleState),
            promise(
                "rule_set_year_possible",
                models.Q(fiscal_year__gte=2010, fiscal_year__lte=2100),
                "rule_set.year_possible",
                _("Tahun anggaran aturan harus antara 2010 dan 2100."),
            ),
            promise(
                "rule_set_documented_has_basis",
                ~models.Q(state="documented") | ~models.Q(disbursement_basis=""),
                "rule_set.documented_has_basis",
                _("Aturan yang terdokumentasi menyebut dasar penyalurannya."),
            ),
            promise(
                "rule_set_found_has_source",
                models.Q(state="not_found") | models.Q(source__isnull=False),
                "rule_set.found_has_source",
                _("Aturan yang ditemukan menyebut sumbernya."),
            ),
            models.UniqueConstraint(
                fields=["fiscal_year"],
                name="rule_set_once_a_year",
                violation_error_code="rule_set.once_a_year",
                violation_error_message=_("Aturan tahun anggaran itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Aturan DAK TA %(year)s") % {"year": self.fiscal_year})

    def get_absolute_url(self) -> str:
        """The permanent address."""
        return f"/dak/aturan/{self.fiscal_year}/"


class RuleLine(Record):
    """A line of the rules: where it was found, and whether it was taken out of force as a mistake.
    Changed only through registry.changes."""

    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    class Meta(Record.Meta):
        abstract = True


class Menu(RuleLine):
    """One menu of a fiscal year. Changed only through registry.changes."""

    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="menus", verbose_name=_("aturan")
    )
    code = models.SlugField(_("kode"), max_length=60, unique=True, editable=False)
    kind = models.CharField(_("menu"), max_length=10, choices=MenuKind.choices)
    note = models.CharField(_("keterangan"), max_length=300, blank=True, default="")

    part_of = "rule_set"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("menu DAK")
        verbose_name_plural = _("menu DAK")
        ordering = ["rule_set", "kind"]
        constraints = [
            *closed_lists("menu", kind=MenuKind),
            models.UniqueConstraint(
                fields=["rule_set", "kind"],
                condition=models.Q(is_withdrawn=False),
                name="menu_once",
                violation_error_code="menu.once",
                violation_error_message=_("Menu itu sudah tercatat pada tahun ini."),
            ),
        ]
        # What a grant is for is read from the menus its components name.
        triggers = [*RuleLine.Meta.triggers, *dirty("grant", EVERYWHERE)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.code}"


class MenuComponent(RuleLine):
    """What a menu pays for, as seen in a grant or a list of that year, with the code by which
    components of grants and proposals name it. Changed only through registry.changes."""

    menu = models.ForeignKey(
        Menu, models.PROTECT, related_name="components", verbose_name=_("menu")
    )
    # Empty only on rows older than the column; loading the rules gives them theirs.
    component_code = models.CharField(
        _("kode komponen"), max_length=60, blank=True, default="", editable=False
    )
    name = models.CharField(_("komponen"), max_length=160)
    is_supporting = models.BooleanField(_("kegiatan penunjang"), default=False)
    seen_words = models.CharField(
        _("terlihat pada"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Hibah atau daftar tempat komponen itu disebut."),
    )

    part_of = "menu"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("komponen menu")
        verbose_name_plural = _("komponen menu")
        ordering = ["menu", "is_supporting", "id"]
        constraints = [
            promise(
                "menu_component_name_present",
                ~models.Q(name=""),
                "menu_component.name_present",
                _("Tulis nama komponennya."),
            ),
            models.UniqueConstraint(
                fields=["menu", "name"],
                condition=models.Q(is_withdrawn=False),
                name="menu_component_once",
                violation_error_code="menu_component.once",
                violation_error_message=_("Komponen itu sudah tercatat pada menu ini."),
            ),
            models.UniqueConstraint(
                fields=["component_code"],
                condition=~models.Q(component_code=""),
                name="menu_component_code_once",
                violation_error_code="menu_component.code_once",
                violation_error_message=_("Kode komponen menu itu sudah dipakai."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MinimumUnits(RuleLine):
    """How many businesses a sentra needs for DAK in one group of islands; no row means the figure
    was not found, not that there is no limit. Changed only through registry.changes."""

    rule_set = models.ForeignKey(
        RuleSet, models.PROTECT, related_name="minimum_units", verbose_name=_("aturan")
    )
    island_group = models.CharField(_("kelompok pulau"), max_length=12, choices=IslandGroup.choices)
    minimum_count = models.PositiveSmallIntegerField(_("paling sedikit unit usaha"))

    part_of = "rule_set"

    class Meta(RuleLine.Meta):
        abstract = False
        verbose_name = _("batas unit usaha")
        verbose_name_plural = _("batas unit usaha")
        ordering = ["rule_set", "id"]
        constraints = [
            *closed_lists("minimum_units", island_group=IslandGroup),
            promise(
                "minimum_units_possible",
                models.Q(minimum_count__gte=1, minimum_count__lte=1000),
                "minimum_units.possible",
                _("Batas unit usaha harus antara 1 dan 1.000."),
            ),
            models.UniqueConstraint(
                fields=["rule_set", "island_group"],
                condition=models.Q(is_withdrawn=False),
                name="minimum_units_once",
                violation_error_code="minimum_units.once",
                violation_error_message=_("Batas kelompok pulau itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_island_group_display()}: {self.minimum_count}"


RuleSetEvent = history_of(RuleSet, app_label="dak")
MenuEvent = history_of(Menu, app_label="dak")
MenuComponentEvent = history_of(MenuComponent, app_label="dak")
MinimumUnitsEvent = history_of(MinimumUnits, app_label="dak")
