"""What each kind of form is filled in with in tests, and what it then proposes."""

from dataclasses import dataclass
from typing import Any

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from tests.factories import ACTOR, make_sentra
from tests.factories.parts import make_facility_kind, make_need_kind


@dataclass(frozen=True)
class Kind:
    """One kind of form: its address, what is typed, where words go, what is proposed."""

    code: str
    path: str
    typed: dict[str, str]
    words: str
    changes: tuple[str, ...]


KINDS = (
    Kind(
        "register",
        "/tugas/baru/",
        {"new_name": "Sentra Tenun Majalaya", "evidence": "Kunjungan dinas"},
        "evidence",
        ("source.record", "sentra.register", "status.record"),
    ),
    Kind(
        "correct",
        "/tugas/{code}/data/",
        {"own_hamlet": "Dusun Kidul", "alias_name": "Rajut Binong", "alias_kind": "local"},
        "own_note",
        ("source.record", "sentra.correct", "alias.record"),
    ),
    Kind(
        "yearly",
        "/tugas/{code}/",
        {"existence": "changed", "worker_count": "34"},
        "evidence",
        ("source.record", "status.record", "profile.record"),
    ),
    Kind(
        "existence",
        "/tugas/{code}/keadaan/",
        {"existence": "dormant"},
        "evidence",
        ("source.record", "status.record"),
    ),
    Kind(
        "facility",
        "/tugas/{code}/fasilitas/",
        {"facility_name": "gedung sentra", "machine_name": "mesin rajut"},
        "facility_state_words",
        ("source.record", "facility.record", "machine.record"),
    ),
    Kind(
        "needs",
        "/tugas/{code}/kebutuhan/",
        {"new1_words": "pasar", "new1_severity": "high"},
        "new1_words",
        ("source.record", "need.record"),
    ),
)


def bandung(name: str = "Sentra Rajut") -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return make_sentra(name=name, province="32", regency="32.04")


def typed_for(kind: Kind, sentra: Sentra) -> dict[str, str]:
    """What is typed, with the codes of lists that are data."""
    if kind.code == "facility":
        return {**kind.typed, "facility_facility_kind": make_facility_kind().code}
    if kind.code == "needs":
        return {**kind.typed, "new1_need_kind": make_need_kind().code}
    return kind.typed


def corrected(sentra: Sentra, **values: Any) -> None:
    """Somebody else corrects the record."""
    sentra.refresh_from_db()
    change = Change("sentra.correct", values, sentra.public_code, sentra.version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))


def withdrawn(row: Any) -> None:
    """Somebody else takes a part out of force."""
    noun = row._meta.model_name
    change = Change(f"{noun}.withdraw", {}, str(row.pk), row.version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))
