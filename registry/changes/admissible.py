"""What a proposal may hold: kinds a dinas can propose, about the one sentra it names, within reach.
Whoever builds proposals from a form meets none of these; the API takes them from outside."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.changes.fields import key_field
from registry.changes.kinds import PROPOSED, Kind, all_kinds, matter_of
from registry.models import Sentra
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
        if kind.asks is not None:
            yield from (problem.at(number) for problem in kind.asks(change))
        named = change.values.get("sentra")
        if named is not None and str(named) not in own | _heirs(kind, changes):
            yield FOREIGN_RECORD.problem("sentra", named).at(number)
        if kind.about is not None and (sentra is None or kind.about(change) is not None):
            yield from (problem.at(number) for problem in _beside(kind, change, matter, actor))
        elif not kind.creates and not _belongs(kind.model, change.target, sentra):
            yield FOREIGN_RECORD.problem("target", change.target).at(number)
        elif kind.creates and not _owner_belongs(kind, change, sentra, own):
            owner = kind.model.part_of  # type: ignore[attr-defined]
            yield FOREIGN_RECORD.problem(owner, change.values.get(owner)).at(number)
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


def _belongs(model: type[models.Model], target: str, sentra: Sentra | None) -> bool:
    """Whether a record is the sentra itself, one of its parts, or a line of one of these."""
    if sentra is None:
        return False
    if model is Sentra:
        return target == sentra.public_code
    of_sentra = _way_to_sentra(model)
    name = key_field(model)
    if not of_sentra or (name == "id" and not target.isdecimal()):
        return False
    whose = models.Q(**{of_sentra: sentra})
    if any(field.name == "sentra" for field in model._meta.concrete_fields):
        whose |= models.Q(sentra=sentra)
    return model._default_manager.filter(whose, **{name: target}).exists()


def _owner_belongs(kind: Kind, change: Change, sentra: Sentra | None, own: Collection[str]) -> bool:
    """Whether a new line of something else than the sentra names one of this sentra's records."""
    parent = getattr(kind.model, "part_of", "")
    if parent in ("", "self", "sentra"):
        return True
    named = str(change.values.get(parent) or "")
    owner: Any = kind.model._meta.get_field(parent).related_model
    return named in own or _belongs(owner, named, sentra)


def _way_to_sentra(model: type[models.Model]) -> str:
    """The lookup from a record over what it is a line of to its sentra; empty where none leads."""
    steps: list[str] = []
    while model is not Sentra:
        parent = getattr(model, "part_of", "")
        if parent in ("", "self"):
            return ""
        steps.append(parent)
        model = model._meta.get_field(parent).related_model  # type: ignore[assignment]
    return "__".join(steps)
