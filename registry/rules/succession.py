"""Rules of what became of a sentra: a day that has come, no circle of successors, nothing that ends
twice; and the name and place it had before."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.choices import SentraSuccessionKind
from registry.models import Sentra, SentraStatus, SentraSuccession
from registry.queries.succession import hold_successions, steps_from, successors_in_force
from registry.rules.draft import Draft, Facts
from sentra.lib.dates import format_date
from sentra.lib.problems import Problem, problem_code
from sentra.lib.text import clean_name, name_problem

IN_FUTURE = problem_code(
    "sentra_succession.in_future",
    _("Tanggal {value} belum terjadi. Tulis tanggal peristiwanya."),
)
CIRCLE = problem_code(
    "sentra_succession.circle",
    _(
        "Lingkaran penerus: {value} sendiri berujung pada sentra ini."
        " Pilih sentra penerus lain, atau tarik dulu catatan yang keliru."
    ),
)
OVER = problem_code(
    "sentra_succession.already_over",
    _("Sentra ini sudah berakhir ({value}); tidak dapat digabung atau dipecah sekali lagi."),
)
SUCCESSOR_OVER = problem_code(
    "sentra_succession.successor_over",
    _("{value} sudah berakhir karena digabung atau dipecah. Pilih sentra penerusnya."),
)
NEWER = problem_code(
    "sentra_succession.newer_status",
    _(
        "Keadaan “{value}” bertanggal {day} lebih baru, jadi sentra ini akan tetap terhitung."
        " Isi tanggal sesudahnya, atau tarik dahulu keadaan itu."
    ),
)
OLD_NAME_UNCLEAN = problem_code(
    "sentra_succession.old_name_unclean",
    _("“{value}” memuat tanda yang tidak boleh ada pada nama. Tulis ulang nama semulanya."),
)
ENDING = (SentraSuccessionKind.MERGED, SentraSuccessionKind.SPLIT)


def keep_what_was(draft: Draft, facts: Facts) -> None:
    """The name and the place before the act where nobody states others."""
    if not draft.is_new:
        return
    row, sentra = draft.row, draft.row["sentra_id"]
    was = facts.sentra_rows.get(sentra) or facts.sentra(sentra)
    row["old_name"] = clean_name(row.get("old_name") or was.get("name") or "")
    if not row.get("old_region_code"):
        names = ("village_id", "district_id", "regency_id", "province_id")
        code = next((was[name] for name in names if was.get(name)), "")
        row["old_region_code"] = facts.region_code_on(code, row.get("happened_on"))


def clean_old_name(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The former name has no control, direction or formula characters."""
    name = draft.row.get("old_name") or ""
    if name and name_problem(name):
        yield OLD_NAME_UNCLEAN.problem("old_name", name)


def not_in_the_future(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """It happened on a day that has come."""
    day = draft.row.get("happened_on")
    if day is not None and day > facts.today:
        yield IN_FUTURE.problem("happened_on", day)


def ends_once(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A sentra that was merged is not split afterwards, nor the other way round."""
    if draft.row.get("kind") not in ENDING or draft.row["is_withdrawn"]:
        return
    others = {
        other.row["kind"]
        for other in _drafted(facts)
        if other is not draft and other.row["sentra_id"] == draft.row["sentra_id"]
    }
    stored = successors_in_force().exclude(pk__in=_touched(facts))
    others |= set(stored.filter(sentra=draft.row["sentra_id"]).values_list("kind", flat=True))
    for kind in sorted(others - {draft.row["kind"]}):
        yield OVER.problem("kind", SentraSuccessionKind(kind).label)


def nothing_newer(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """No later statement says that the sentra exists: it would go on being counted beside its
    successor. A statement that the same act withdraws does not stand in the way."""
    if draft.row.get("kind") not in ENDING or draft.row["is_withdrawn"]:
        return
    gone = [d.row["id"] for d in facts.drafts if d.model is SentraStatus and d.row["is_withdrawn"]]
    stated = SentraStatus.objects.in_force().filter(
        sentra=draft.row["sentra_id"], status_on__isnull=False
    )
    if draft.row.get("happened_on") is not None:
        stated = stated.filter(status_on__gt=draft.row["happened_on"])
    ended = [kind.value for kind in ENDING]
    newer = stated.exclude(pk__in=gone).exclude(status__in=ended).order_by("-status_on").first()
    if newer is not None:
        day = format_date(newer.status_on, newer.status_precision)
        yield NEWER.problem("happened_on", newer.get_status_display(), day=day)


def no_circle(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The successor does not lead back to the sentra, and has itself not come to an end. Judged one
    act at a time, so that two acts cannot close a circle between them."""
    sentra, successor = draft.row.get("sentra_id"), draft.row.get("successor_id")
    if successor is None or successor == sentra or draft.row["is_withdrawn"]:
        return
    hold_successions()
    touched, drafted = _touched(facts), defaultdict(set)
    for other in _drafted(facts):
        drafted[other.row["sentra_id"]].add(other.row["successor_id"])
    onwards = steps_from({successor}, without=touched, drafted=drafted)
    if sentra in onwards:
        yield CIRCLE.problem("successor", _called(successor, facts))
    elif onwards:
        yield SUCCESSOR_OVER.problem("successor", _called(successor, facts))


def _drafted(facts: Facts) -> list[Draft]:
    """The steps to another sentra as they would stand after the act."""
    return [
        draft
        for draft in facts.drafts
        if draft.model is SentraSuccession
        and draft.row.get("successor_id") is not None
        and not draft.row["is_withdrawn"]
    ]


def _touched(facts: Facts) -> list[int]:
    """Stored steps the act itself rewrites."""
    return [
        draft.row["id"]
        for draft in facts.drafts
        if draft.model is SentraSuccession and not draft.is_new
    ]


def _called(sentra: int, facts: Facts) -> str:
    row: Any = facts.sentra(sentra)
    if not row:
        row = Sentra.objects.filter(pk=sentra).values("name", "public_code").first() or {}
    return f"{row.get('name', '')} ({row.get('public_code', '')})"
