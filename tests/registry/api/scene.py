"""A small registry with something in every column: two sentra, one of them with a profile that an
office wrote and nobody published."""

from dataclasses import dataclass

from registry.models import Sentra
from tests.cast import Cast
from tests.factories import (
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_institution,
    make_profile,
    make_sentra,
    make_source,
    make_status,
    make_verification,
)
from tests.factories.money import (
    make_addendum,
    make_component,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_proposal,
    make_proposal_line,
    make_proposal_stage,
    make_span,
)
from tests.factories.rules import make_statistic, make_tranche

SECRET_MONEY, PUBLIC_MONEY = 987_654_321, 123_456_789
SECRET_HAMLET, SECRET_NOTE = "Dusun Rahasia", "Catatan Rahasia"
SECRET_PROFILE_NOTE = "Catatan profil rahasia"


@dataclass(frozen=True)
class Scene:
    """What a test may name."""

    open: Sentra
    closed: Sentra
    commodity: str

    @property
    def as_stored(self) -> "Scene":
        """The same scene, read anew."""
        first, second = Sentra.objects.get(pk=self.open.pk), Sentra.objects.get(pk=self.closed.pk)
        return Scene(first, second, self.commodity)


def make_scene(cast: Cast) -> Scene:
    """`open` is published by a newspaper, `closed` by the dinas of Kab. Bandung alone."""
    commodity = make_commodity(name="Perak").code
    press, office = (
        make_source(publisher="Koran"),
        make_source(publisher="Dinas", office=cast.regency_operator.mandates.get().office.code),
    )
    first = make_sentra(
        name="Sentra Celuk",
        hamlet=SECRET_HAMLET,
        note=SECRET_NOTE,
        place_words='=Celuk; "Sukawati", Gianyar',
        latitude="-8.600000",
        longitude="115.270000",
        location_precision="exact",
    )
    second = make_sentra(name="Sentra Cibaduyut", province="32", regency="32.04")
    for sentra in (first, second):
        make(
            "sentra_commodity.record",
            sentra=sentra.public_code,
            commodity=commodity,
            is_primary=True,
        )
        make_status(sentra, source=press.code, evidence=SECRET_NOTE)
        make_verification(sentra, office=cast.regency_operator.mandates.get().office.code)
        make("origin.record", sentra=sentra.public_code, kind="craft_start", origin_year=1915)
        make("sentra_source.record", sentra=sentra.public_code, source=press.code)
        make("alias.record", sentra=sentra.public_code, name=f"Alias {sentra.pk}", kind="local")
        make(
            "sentra_institution.record",
            sentra=sentra.public_code,
            institution=make_institution().code,
            role="manager",
        )
    make_profile(
        first,
        source=press.code,
        unit_count={"low": 18, "high": None, "qualifier": ">=", "text": "lebih dari 18"},
        worker_count=40,
        production_value_idr=PUBLIC_MONEY,
    )
    make_profile(
        second,
        source=office.code,
        note=SECRET_PROFILE_NOTE,
        unit_count=3,
        worker_count={"low": 5, "high": 9, "qualifier": "range"},
        production_value_idr=SECRET_MONEY,
        turnover_idr={"low": SECRET_MONEY, "high": None, "qualifier": ">=", "text": "RAHASIA"},
    )
    grant = make_grant(sentra=first.public_code, menu='Pembangunan, "gedung"')
    make_claim(grant, amount_idr=9_000_000_000, source=press.code)
    make_claim(grant, amount_idr=12_000_000_000, source=office.code)
    make_statistic(source=press.code, province="51", regency="51.04", note="Catatan")
    make_tranche(share_percent="25", exception=None, conditions="Perda APBD")
    _make_money(first)
    return Scene(first, second, commodity)


def _make_money(sentra: Sentra) -> None:
    """A grant with every step of the chain, a proposal and a span of years."""
    grant = make_grant_worth(5_000_000_000, fiscal_year=2023, sentra=sentra.public_code)
    make_component(grant, amount_idr=5_000_000_000, sentra=sentra.public_code)
    contract = make_contract(grant, amount_idr=4_000_000_000, number="1/2023")
    make_addendum(contract, ends_on="2023-12-20", signed_on="2023-10-01")
    make_disbursement(grant, amount_idr=1_000_000_000, paid_on="2023-07-01")
    asked = make_proposal(sentra_words='Sentra, "baru"', district_words="Susut")
    make_proposal_line(asked)
    make_proposal_stage(asked)
    make_span()
