"""Kinds of change of progress reports, their problems and photos, the plan they are held against,
and the list of problems, as data.

A report has no correction of its figures: it is recorded, revised by a new one with the reason, or
taken back. A dinas proposes all three; what moves money needs two deciders."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from dak.changes.gravity import changes_money, takes_back_money
from dak.changes.money_catalogue import part_kinds
from dak.changes.progress import grant_of_photo, grant_of_problem, grant_of_report
from dak.rules import approval, progress
from dak.rules.money import chain_holds
from registry.changes.kinds import PROPOSED, Kind, noun_kinds, plain
from registry.rules import code_list, naming

REPORT_RULES = (
    approval.happened,
    progress.work_is_funded,
    progress.day_in_period,
    chain_holds,
)
WORDS = ("note", "source")
SAID = (
    "grant",
    "component",
    "period_kind",
    "period_number",
    "as_of_on",
    "physical_percent",
    "amount_idr",
    "output_volume",
    "unit_words",
    "worker_count",
)


def _report_kinds() -> Iterator[Kind]:
    """A report is recorded, its words mended, taken back or put back; and revised by a new one."""
    for kind in noun_kinds(
        "progress",
        "dak.ProgressReport",
        (_("Melaporkan kemajuan"), _("Memperbaiki keterangan laporan")),
        WORDS,
        is_part=True,
        only_on_creation=SAID,
        rules=REPORT_RULES,
        withdraw_rules=(chain_holds,),
        surfaces=PROPOSED,
        gravity=(changes_money, plain),
    ):
        is_closing = kind.code.endswith(("withdraw", "restore"))
        gravity = takes_back_money if is_closing else kind.gravity
        # Whoever takes a report back says why, in its note.
        fields = ("note",) if kind.code.endswith("withdraw") else kind.fields
        yield replace(kind, fields=fields, gravity=gravity, about=grant_of_report)
    yield Kind(
        "progress.revise",
        "dak.ProgressReport",
        _("Mengoreksi laporan kemajuan"),
        ("corrects", "revision_words", *SAID, *WORDS),
        creates=True,
        rules=(progress.revises_the_same_part, *REPORT_RULES),
        surfaces=PROPOSED,
        gravity=takes_back_money,
        about=grant_of_report,
    )


def _lines_of_reports() -> Iterator[Kind]:
    for kind in noun_kinds(
        "progress_problem",
        "dak.ProgressProblem",
        (_("Menyebut masalah pekerjaan"), _("Memperbaiki keterangan masalah")),
        ("problem_kind", "words"),
        is_part=True,
        only_on_creation=("report",),
        rules=(code_list.still_used,),
        surfaces=PROPOSED,
    ):
        yield replace(kind, about=grant_of_problem)
    for kind in noun_kinds(
        "progress_photo",
        "dak.ProgressPhoto",
        (_("Menunjuk foto kemajuan"), _("Memperbaiki keadaan pada foto")),
        ("stage",),
        is_part=True,
        only_on_creation=("report", "attachment"),
        rules=(progress.photo_of_the_region,),
        surfaces=PROPOSED,
    ):
        yield replace(kind, about=grant_of_photo)


KINDS: tuple[Kind, ...] = (
    *_report_kinds(),
    *_lines_of_reports(),
    *part_kinds(
        "progress_target",
        "ProgressTarget",
        (_("Mencatat target kemajuan"), _("Memperbaiki target kemajuan")),
        ("due_on", "physical_percent", "amount_idr", "source"),
        parent="grant",
        rules=(progress.targets_rise,),
    ),
    *noun_kinds(
        "progress_problem_kind",
        "dak.ProgressProblemKind",
        (_("Mencatat jenis masalah"), _("Memperbaiki jenis masalah")),
        ("name", "position", "is_active"),
        only_on_creation=("code",),
        derive=(naming.give_code,),
        rules=(naming.clean_names,),
    ),
)
