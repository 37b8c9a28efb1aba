"""Kinds of change of the yearly rules, as data."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dak.rules import rule_set
from registry.changes.kinds import Derivation, Kind, Rule, noun_kinds


def _line(
    noun: str,
    model: str,
    words: tuple[str | Promise, str | Promise],
    parent: Sequence[str],
    fields: Sequence[str],
    *,
    derive: Sequence[Derivation] = (),
    rules: Sequence[Rule] = (),
) -> tuple[Kind, ...]:
    """The kinds of a line: it names what it belongs to once, and says where it was found."""
    return noun_kinds(
        noun,
        f"dak.{model}",
        words,
        (*fields, "source"),
        is_part=True,
        only_on_creation=parent,
        derive=derive,
        rules=rules,
    )


KINDS: tuple[Kind, ...] = (
    *noun_kinds(
        "rule_set",
        "dak.RuleSet",
        (_("Mencatat aturan DAK setahun"), _("Memperbaiki aturan DAK setahun")),
        ("state", "technical_basis", "disbursement_basis", "note", "source"),
        only_on_creation=("code", "fiscal_year"),
        derive=(rule_set.give_code,),
    ),
    *_line(
        "menu",
        "Menu",
        (_("Mencatat menu DAK"), _("Memperbaiki menu DAK")),
        ("code", "rule_set", "kind"),
        ("note",),
        derive=(rule_set.give_code,),
    ),
    *_line(
        "menu_component",
        "MenuComponent",
        (_("Mencatat komponen menu"), _("Memperbaiki komponen menu")),
        ("menu",),
        ("name", "is_supporting", "seen_words"),
        derive=(rule_set.give_component_code,),
    ),
    *_line(
        "minimum_units",
        "MinimumUnits",
        (_("Mencatat batas unit usaha"), _("Memperbaiki batas unit usaha")),
        ("rule_set", "island_group"),
        ("minimum_count",),
    ),
    *_line(
        "disbursement_mode",
        "DisbursementMode",
        (_("Mencatat cara penyaluran"), _("Memperbaiki cara penyaluran")),
        ("code", "rule_set", "mode"),
        ("ceiling_above_idr", "ceiling_up_to_idr", "is_by_recommendation", "condition_words"),
        derive=(rule_set.give_code,),
    ),
    *_line(
        "disaster_exception",
        "DisasterException",
        (_("Mencatat pengecualian bencana"), _("Memperbaiki pengecualian bencana")),
        ("code", "rule_set"),
        ("name", "legal_basis", "note"),
        derive=(rule_set.give_code,),
    ),
    *_line(
        "disaster_region",
        "DisasterRegion",
        (_("Mencatat daerah bencana"), _("Memperbaiki daerah bencana")),
        ("exception",),
        ("province", "regency"),
    ),
    *_line(
        "recommended_region",
        "RecommendedRegion",
        (_("Mencatat rekomendasi cara penyaluran"), _("Memperbaiki rekomendasi cara penyaluran")),
        ("mode",),
        ("province", "regency", "words"),
        rules=(rule_set.mode_takes_recommendations,),
    ),
    *_line(
        "tranche",
        "Tranche",
        (_("Mencatat tahap penyaluran"), _("Memperbaiki tahap penyaluran")),
        ("code", "mode", "exception", "number"),
        (
            "share_percent",
            "is_remaining_need",
            "share_words",
            "earliest_month",
            "nominal_on",
            "deadline_words",
            "conditions",
        ),
        derive=(rule_set.give_code, rule_set.give_deadline),
        rules=(rule_set.deadline_in_its_year, rule_set.exception_of_its_year),
    ),
    *_line(
        "gate",
        "Gate",
        (_("Mencatat syarat capaian"), _("Memperbaiki syarat capaian")),
        ("tranche", "kind"),
        ("minimum_percent", "note"),
    ),
    *_line(
        "deadline_override",
        "DeadlineOverride",
        (_("Mencatat batas yang diumumkan"), _("Memperbaiki batas yang diumumkan")),
        ("tranche",),
        ("effective_on", "words"),
    ),
    *noun_kinds(
        "holiday",
        "dak.Holiday",
        (_("Mencatat hari libur"), _("Memperbaiki hari libur")),
        ("day", "kind", "name", "legal_basis"),
        is_part=True,
    ),
)
