"""What the sample's sources say that sentra lack and hold (registry/data/sample/needs.csv and
certificates.csv), as lines of their own. What was loaded once is never loaded again, whatever
became of it."""

from collections.abc import Iterator
from typing import Any

from registry.changes.change import Change
from registry.imports.reference import LoadCount, apply_changes, data_rows
from registry.imports.sample import REASON, SampleReport
from registry.models.standing import CertificateEvent, NeedEvent
from registry.policy import Actor
from registry.queries.sample import sample_sentra

# The noun, its file, the events that tell what was ever recorded, and the column of its kind.
NOUNS: tuple[tuple[str, str, Any, str], ...] = (
    ("need", "sample/needs.csv", NeedEvent, "need_kind"),
    ("certificate", "sample/certificates.csv", CertificateEvent, "certificate_kind"),
)


def load_standing(actor: Actor) -> SampleReport:
    """Record the needs and certificates that were never there, in one act."""
    report, changes = SampleReport(), []
    codes = sample_sentra()
    for noun, file, event, kind in NOUNS:
        rows = data_rows(file)
        new = list(_new_lines(rows, noun, event, kind, codes))
        report.counts.append(LoadCount(noun, len(rows), len(new)))
        changes += new
    apply_changes(changes, actor=actor, reason=REASON)
    return report


def _new_lines(
    rows: list[dict[str, str]], noun: str, event: Any, kind: str, codes: dict[str, str]
) -> Iterator[Change]:
    first = event._default_manager.filter(version=0)
    keys = ("sentra__public_code", f"{kind}__code", "source__code")
    known = set(first.values_list(*keys))
    for row in rows:
        values = {**row, "sentra": codes[row["sentra"]]}
        if (values["sentra"], row[kind], row["source"]) not in known:
            yield Change(f"{noun}.record", values)


__all__ = ["load_standing"]
