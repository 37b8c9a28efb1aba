"""The small map: four provinces, seven regencies, some districts and villages, with their real
codes; Merauke before and after 2022; and the steps of review."""

from typing import Any

from registry import policy
from registry.changes.engine import load
from registry.imports.reference import data_rows
from registry.models import (
    District,
    Province,
    Regency,
    RegionSuccession,
    ReviewStep,
    Village,
)
from sentra.lib.text import fold

ACTOR = policy.system("test_map")

PROVINCES = (
    ("32", "Jawa Barat", "Asia/Jakarta"),
    ("51", "Bali", "Asia/Makassar"),
    ("52", "Nusa Tenggara Barat", "Asia/Makassar"),
    ("91", "Papua", "Asia/Jayapura"),
    ("93", "Papua Selatan", "Asia/Jayapura"),
)
REGENCIES = (
    ("32.04", "Bandung", "regency"),
    ("32.73", "Bandung", "city"),
    ("51.04", "Gianyar", "regency"),
    ("51.06", "Bangli", "regency"),
    ("52.02", "Lombok Tengah", "regency"),
    ("91.01", "Merauke", "regency"),
    ("93.01", "Merauke", "regency"),
)
DISTRICTS = (
    ("51.04.01", "Sukawati"),
    ("51.06.01", "Susut"),
    ("52.02.03", "Batukliang"),
    ("52.02.12", "Batukliang Utara"),
    ("32.73.17", "Bojongloa Kidul"),
    ("93.01.01", "Merauke"),
)
VILLAGES = (
    ("51.04.01.2005", "Celuk", "rural"),
    ("51.06.01.2007", "Tiga", "rural"),
    ("52.02.03.2005", "Aik Darek", "rural"),
    ("52.02.12.2002", "Aik Berik", "rural"),
    ("32.73.17.1003", "Cibaduyut", "urban"),
)


def load_small_map() -> None:
    """Commit the small map through the COPY door."""

    def row(code: str, name: str, **more: Any) -> dict[str, Any]:
        return {
            "code": code,
            "name": name,
            "short_name": name,
            "name_key": fold(name),
            "bps_code": "",
            **more,
        }

    load(
        Province,
        [row(code, name, time_zone=zone) for code, name, zone in PROVINCES],
        actor=ACTOR,
        reason="test map",
    )
    load(
        Regency,
        [
            row(
                code,
                f"{'Kota' if kind == 'city' else 'Kabupaten'} {name}",
                kind=kind,
                province_id=code[:2],
                valid_to="2022-07-25" if code == "91.01" else None,
            )
            for code, name, kind in REGENCIES
        ],
        actor=ACTOR,
        reason="test map",
    )
    load(
        District,
        [row(code, name, regency_id=code[:5]) for code, name in DISTRICTS],
        actor=ACTOR,
        reason="test map",
    )
    load(
        Village,
        [row(code, name, kind=kind, district_id=code[:8]) for code, name, kind in VILLAGES],
        actor=ACTOR,
        reason="test map",
    )
    load(
        RegionSuccession,
        [
            {
                "kind": "recode",
                "old_code": "91.01",
                "new_code": "93.01",
                "old_name": "Kabupaten Merauke",
                "new_name": "Kabupaten Merauke",
                "effective_on": "2022-07-25",
                "law": "UU 14/2022",
            }
        ],
        actor=ACTOR,
        reason="test map",
    )
    load_review_steps()


def load_review_steps() -> None:
    """Commit the steps every chain is made of."""
    load(
        ReviewStep,
        [
            {
                **row,
                "position": int(row["position"]),
                "days": int(row["days"]),
                "is_active": row["is_active"] == "true",
            }
            for row in data_rows("code_lists/review_steps.csv")
            if row["code"] != "directorate"  # no chain of the small map has it
        ],
        actor=ACTOR,
        reason="test map",
    )
