"""What a proposal may hold: kinds a dinas can propose, about the one sentra it names, within reach.
Whoever builds proposals from a form meets none of these; the API takes them from outside."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.changes.kinds import PROPOSED, Kind, all_kinds, matter_of
from registry.models import Part, Sentra
from registry.policy import Actor
from registry.queries.matter import Matter
from sentra.lib.problems import Problem, problem_code

NOT_PROPOSABLE = problem_code(
    "submission.not_proposable", _("Perubahan jenis “{value}” tidak dapat diusulkan oleh dinas.")
)
FOREIGN_RECORD = problem_code(
    "submission.foreign_record",
    _("Catatan {value} bukan bagian dari sentra ini, jadi usulan tidak dikirim."),
)
FOREIGN_REGION = problem_code(
    "submission.foreign_region",
    _("Wilayah {value} di luar wilayah tugas kantor Anda. Pilih wilayah Anda sendiri."),
)
OTHER_MATTER = problem_code(
    "submission.other_matter",
    _("Satu usulan hanya tentang satu catatan; {value} dikirim dengan usulan sendiri."),
)


def foreign(changes: Sequence[Change], sentra: Sentra | None, actor: Actor) -> Iterator[Problem]:
    """Every change that reaches beyond what the sender may propose; one statement a noun."""
    code = sentra.public_code if sentra else ""
    own = {code} | {f"@{change.ref}" for change in changes if change.ref}
    matter = matter_of(changes) if sentra is None else None
    for number, change in enumerate(changes):
        kind = all_kinds().get(change.kind)
        if kind is None or not kind.surfaces >= PROPOSED:
            yield NOT_PROPOSABLE.problem("kind", change.kind).at(number)
            continue
        named = change.values.get("sentra")
        if named is not None and str(named) not in own | _heirs(kind, changes):
            yield FOREIGN_RECORD.problem("sentra", named).at(number)
        if kind.about is not None:
            yield from (problem.at(number) for problem in _beside(kind, change, matter, actor))
        elif not kind.creates and not _belongs(kind, change.target, sentra):
            yield FOREIGN_RECORD.problem("target", change.target).at(number)
        if kind.code == "sentra.register":
            region = str(change.values.get("regency") or change.values.get("province") or "")
            if actor.reach_over(region) is None:
                yield FOREIGN_REGION.problem("regency", region).at(number)


def _beside(kind: Kind, change: Change, matter: Matter | None, actor: Actor) -> Iterator[Problem]:
    """Whether a change of another application's record is about the one record of the proposal, in
    the sender's region. A new row that only names rows of its own act is about what they are."""
    own = kind.about(change) if kind.about is not None else None
    if own is None:
        if matter is None or not kind.creates:
            yield FOREIGN_RECORD.problem("target", change.target or change.kind)
    elif matter is None or own.code != matter.code:
        yield OTHER_MATTER.problem("target", own.code)
    elif not own.region or actor.reach_over(own.region) is None:
        yield FOREIGN_REGION.problem("region", own.region or own.code)


def _heirs(kind: Kind, changes: Sequence[Change]) -> set[str]:
    """The sentra that a merged or split one goes on in: its names are kept there, nothing else."""
    if kind.code != "alias.record":
        return set()
    steps = (change for change in changes if change.kind == "sentra_succession.record")
    return {str(step.values["successor"]) for step in steps if step.values.get("successor")}


def _belongs(kind: Kind, target: str, sentra: Sentra | None) -> bool:
    """Whether the corrected row is the sentra itself or one of its parts."""
    if sentra is None:
        return False
    if kind.model is Sentra:
        return target == sentra.public_code
    if not issubclass(kind.model, Part) or not target.isdecimal():
        return False
    return kind.model._default_manager.filter(pk=target, sentra=sentra).exists()
