"""The story of the one made-up grant, as data: what is recorded in which act, in the order of time.
Every figure here is invented. Rupiah add up as the rules of 2023 ask: 25 % and 45 % of the ceiling,
then what the contracts still need, each paid after its gate of absorption was passed. How the
lines become acts is in synthetic.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dak.queries.synthetic import PREFIX

Values = Mapping[str, Any]

PROVINCE, REGENCY = "32", "32.04"
SENTRA_NAME = "CONTOH BUATAN: Sentra Anyaman"
MENU = "CONTOH BUATAN: revitalisasi sentra anyaman"
SOURCE = f"{PREFIX}sumber"
OFFICE = f"{PREFIX}kantor"
PROPOSAL = f"{PREFIX}usulan-2023"
GRANT = f"{PREFIX}hibah-2023"
BUILDING, MACHINES = f"{PREFIX}aset-gedung", f"{PREFIX}aset-mesin"
OFFICE_NAME = "Kantor CONTOH BUATAN"
YEAR = 2023
MILLION = 1_000_000

# --- before the money

NEEDS = (
    ("infrastructure", "Tempat produksi bersama", "high"),
    ("machinery", "Mesin belah dan serut bambu", "medium"),
)
PACK_ON = "2022-02-01"
ASKED = 2_400 * MILLION
# Name, kind of the need it answers, volume, unit, rupiah.
COMPONENTS = (
    ("Gedung produksi", "infrastructure", "400", "m²", 1_800 * MILLION),
    ("Mesin belah dan serut", "machinery", "12", "unit", 450 * MILLION),
    ("Perencanaan dan pengawasan", None, None, "", 150 * MILLION),
)
# Stage, day, verdict.
STAGES = (
    ("proposed", "2022-05-16", "none"),
    ("internal_review", "2022-05-30", "passed"),
    ("verification", "2022-06-20", "passed"),
    ("first_assessment", "2022-07-25", "passed"),
    ("harmonisation", "2022-08-15", "none"),
    ("final_assessment", "2022-09-26", "passed"),
)
ALLOCATED_ON = "2022-12-12"


# --- the money and the work


@dataclass(frozen=True)
class Line:
    """One row to record: its noun, the values that name it among the rows of its noun, the rest."""

    noun: str
    key: Values
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Episode:
    """The lines of one act, and the stage the grant is in afterwards."""

    words: str
    lines: tuple[Line, ...]
    stage: str = ""


def _money(noun: str, key: Values, approved_on: str, **values: Any) -> Line:
    """A row of money, approved."""
    approval = {"approved_on": approved_on, "approval_words": "CONTOH BUATAN: surat pengesahan"}
    return Line(noun, {"grant": GRANT, **key}, {**values, **approval})


def _contract(number: str, signed_on: str, **values: Any) -> Line:
    return _money(
        "contract",
        {"number": f"{PREFIX}{number}"},
        signed_on,
        signed_on=signed_on,
        provider_words="CONTOH BUATAN: badan usaha karangan",
        **values,
    )


def _paid(number: int, requested_on: str, paid_on: str, amount: int) -> Line:
    values = {"requested_on": requested_on, "paid_on": paid_on, "amount_idr": amount}
    return _money("disbursement", {"tranche_number": number}, paid_on, **values)


def _spent(as_of_on: str, amount: int) -> Line:
    return _money("absorption", {"as_of_on": as_of_on}, as_of_on, amount_idr=amount)


def _report(quarter: int, as_of_on: str, percent: str, amount: int, workers: int) -> Line:
    return Line(
        "progress",
        {"grant": GRANT, "as_of_on": as_of_on},
        {
            "period_kind": "quarter",
            "period_number": quarter,
            "physical_percent": percent,
            "amount_idr": amount,
            "worker_count": workers,
        },
    )


def _target(due_on: str, percent: str, amount: int) -> Line:
    key = {"grant": GRANT, "due_on": due_on}
    return Line("progress_target", key, {"physical_percent": percent, "amount_idr": amount})


def _state(asset: str, state: str, on: str) -> Line:
    return Line(
        "asset_state",
        {"asset": asset, "state": state},
        {"state_on": on, "basis": "office", "confirmed_by": OFFICE, "confirmed_on": on},
    )


EPISODES: tuple[Episode, ...] = (
    Episode(
        "rencana kegiatan dan targetnya",
        (
            _money("work_plan", {"number": f"{PREFIX}rk"}, "2023-02-10", amount_idr=ASKED),
            Line(
                "proposal_stage",
                {"proposal": PROPOSAL, "stage": "work_plan"},
                {"happened_on": "2023-02-10", "office_words": OFFICE_NAME, "verdict": "passed"},
            ),
            _target("2023-03-31", "5", 0),
            _target("2023-06-30", "35", 500 * MILLION),
            _target("2023-09-30", "80", 1_500 * MILLION),
            _target("2023-12-15", "100", 2_350 * MILLION),
        ),
    ),
    Episode(
        "kontrak",
        (
            _contract(
                "kontrak-1",
                "2023-03-20",
                kind="tender",
                subject="Pembangunan gedung produksi",
                component="Gedung produksi",
                amount_idr=1_720 * MILLION,
                starts_on="2023-03-27",
                ends_on="2023-09-22",
                calendar_day_count=180,
            ),
            _contract(
                "kontrak-2",
                "2023-03-29",
                kind="order",
                subject="Mesin belah dan serut",
                component="Mesin belah dan serut",
                amount_idr=430 * MILLION,
                starts_on="2023-03-29",
                ends_on="2023-08-31",
            ),
            _contract(
                "kontrak-3",
                "2023-03-20",
                kind="supporting",
                subject="Perencanaan dan pengawasan",
                component="Perencanaan dan pengawasan",
                amount_idr=140 * MILLION,
                starts_on="2023-03-20",
                ends_on="2023-12-15",
            ),
            _report(1, "2023-03-31", "4", 0, 6),
        ),
        stage="contracted",
    ),
    Episode("penyaluran tahap 1", (_paid(1, "2023-04-03", "2023-04-14", 600 * MILLION),)),
    Episode(
        "kemajuan dan penyerapan sampai Juli",
        (
            _report(2, "2023-06-30", "33", 400 * MILLION, 22),
            _spent("2023-07-31", 520 * MILLION),
        ),
    ),
    Episode("penyaluran tahap 2", (_paid(2, "2023-08-02", "2023-08-11", 1_080 * MILLION),)),
    Episode(
        "adendum kontrak gedung",
        (
            _money(
                "addendum",
                {"number": f"{PREFIX}adendum-1"},
                "2023-08-28",
                contract=f"{PREFIX}kontrak-1",
                signed_on="2023-08-28",
                amount_idr=1_780 * MILLION,
                ends_on="2023-10-20",
            ),
        ),
    ),
    Episode(
        "kemajuan dan penyerapan sampai Oktober",
        (
            _report(3, "2023-09-30", "78", 1_400 * MILLION, 24),
            Line(
                "progress_problem",
                {"report": "2023-09-30", "problem_kind": "weather"},
                {"words": "CONTOH BUATAN: hujan dua minggu"},
            ),
            _spent("2023-10-31", 1_560 * MILLION),
        ),
    ),
    Episode("penyaluran tahap 3", (_paid(3, "2023-11-06", "2023-11-17", 670 * MILLION),)),
    Episode(
        "penyerapan akhir",
        (
            _report(4, "2023-12-20", "100", 2_338 * MILLION, 24),
            _spent("2023-12-20", 2_338 * MILLION),
            _money(
                "leftover", {"declared_on": "2024-01-15"}, "2024-01-15", amount_idr=12 * MILLION
            ),
        ),
        stage="finished",
    ),
)

# --- what it left behind

# Code, name, kind, component, and the four days of its beginning.
ASSETS = (
    (
        BUILDING,
        "CONTOH BUATAN: gedung produksi",
        "production_building",
        "Gedung produksi",
        ("2023-10-20", "2023-11-06", "2024-01-22"),
    ),
    (
        MACHINES,
        "CONTOH BUATAN: mesin belah dan serut",
        "workshop",
        "Mesin belah dan serut",
        ("2023-08-25", "2023-11-06", None),
    ),
)
HANDED_OVER_ON = "2023-11-06"
ASSET_EPISODES: tuple[Episode, ...] = tuple(
    Episode(f"keadaan {words}", tuple(_state(asset, state, on) for asset, on in days))
    for words, state, days in (
        ("selesai dibangun", "built", ((BUILDING, "2023-10-20"), (MACHINES, "2023-08-25"))),
        ("diserahterimakan", "handed_over", ((BUILDING, "2023-11-06"), (MACHINES, "2023-11-06"))),
    )
)
OPERATES_ON = ((BUILDING, "2024-03-04"), (MACHINES, "2024-03-18"))

# --- what changed for the sentra: indicator, day, figure.

OUTCOMES = (
    ("workers", "2022-12-31", 38),
    ("workers", "2024-12-31", 61),
    ("units", "2022-12-31", 14),
    ("units", "2024-12-31", 17),
    ("turnover", "2022-12-31", 1_200 * MILLION),
    ("turnover", "2024-12-31", 1_900 * MILLION),
)
