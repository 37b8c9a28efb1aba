"""Factories of the registry's records."""

from itertools import count
from typing import Any

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.kinds import all_kinds
from registry.choices import ChangeSource
from registry.models import (
    Commodity,
    Institution,
    Record,
    Sector,
    Sentra,
    SentraStatus,
    SentraVerification,
    Source,
    YearlyProfile,
)

ACTOR = policy.system("test")
_numbers = count(1)


def make(kind: str, /, **values: Any) -> Any:
    """Apply one creating kind and return the row."""
    change = Change(kind, values)
    applied = apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="test"))
    model: type[Record] = all_kinds()[kind].model  # type: ignore[assignment]
    return model._default_manager.get(pk=applied.rows[0].pk)


def make_source(**values: Any) -> Source:
    """A source of unknown date."""
    return make("source.record", **{"publisher": f"Penerbit {next(_numbers)}", **values})


def make_sector(**values: Any) -> Sector:
    """A sector in an exclusive scheme of its own."""
    if "scheme" not in values:
        number = next(_numbers)
        scheme = make(
            "scheme.record", code=f"skema-{number}", name=f"Skema {number}", is_exclusive=True
        )
        values["scheme"] = scheme.code
    number = next(_numbers)
    return make(
        "sector.record", **{"code": f"sektor-{number}", "name": f"Sektor {number}", **values}
    )


def make_commodity(**values: Any) -> Commodity:
    """A commodity in a sector of its own."""
    if "sector" not in values:
        values["sector"] = make_sector().code
    return make("commodity.record", **{"name": f"Komoditas {next(_numbers)}", **values})


def make_sentra(**values: Any) -> Sentra:
    """A reported cluster in Kabupaten Gianyar, Bali, with nothing else known."""
    if "regency" not in values and "province" not in values:
        values |= {"province": "51", "regency": "51.04"}
    return make(
        "sentra.register",
        **{"name": f"Sentra {next(_numbers)}", "recognition": "reported", **values},
    )


def make_status(sentra: Sentra, **values: Any) -> SentraStatus:
    """Reported active on 1 January 2025."""
    if "source" not in values:
        values["source"] = make_source().code
    return make(
        "status.record",
        sentra=sentra.public_code,
        **{"status": "active", "status_on": "2025-01-01", **values},
    )


def make_verification(sentra: Sentra, **values: Any) -> SentraVerification:
    """A visit on 1 June 2025 by a ministry office, valid for two years."""
    if "office" not in values:
        number = next(_numbers)
        office = make("office.record", name=f"Kantor pemeriksa {number}", level="ministry")
        values["office"] = office.code
    return make(
        "verification.record",
        sentra=sentra.public_code,
        **{"verified_on": "2025-06-01", "valid_to": "2027-06-01", "method": "visit", **values},
    )


def make_profile(sentra: Sentra, **values: Any) -> YearlyProfile:
    """A profile of 2025 without any figure."""
    if "source" not in values:
        values["source"] = make_source().code
    return make("profile.record", sentra=sentra.public_code, **{"year": 2025, **values})


def make_institution(**values: Any) -> Institution:
    """A cooperative."""
    return make(
        "institution.record",
        **{"name": f"Koperasi {next(_numbers)}", "kind": "cooperative", **values},
    )
