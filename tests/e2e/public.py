"""A registry of which every public page has something to show, and the addresses of those pages."""

from dataclasses import dataclass

from dak.models import Asset, Grant, NeedPack, Proposal
from dak.web import urls as dak_urls
from registry.aggregates.recompute import drain
from registry.models import Sentra
from registry.web import public_urls
from tests.factories import make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_dispute,
    make_asset_funding,
    make_asset_state,
    make_outcome,
    make_outcome_indicator,
)
from tests.factories.money import (
    make_absorption,
    make_addendum,
    make_component,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_leftover,
    make_pack,
    make_proposal,
    make_proposal_line,
    make_proposal_stage,
    make_share,
    make_span,
    make_work_plan,
)
from tests.factories.progress import make_problem, make_report, make_target

BILLION = 10**9
# Answered to a form that was sent: no page.
NOT_OPENED = {"need-pack-make"}
# Asked wrongly on purpose.
REFUSED = {"/sentra/?provinc=51", "/sentra/ST-000000-1/"}
# Only for those who are signed in.
NOT_PUBLIC = {"need-pack"}


@dataclass(frozen=True)
class Known:
    """What the pages speak of."""

    sentra: Sentra
    grant: Grant
    built: Grant
    reported: Asset
    confirmed: Asset
    pack: NeedPack
    asked: Proposal


def furnish(sentra: Sentra) -> Known:
    """To a sentra with a disputed grant add one with its whole money and progress, what was built
    of it, what became of that, and a pack of needs."""
    place = {"province": "52", "regency": "52.02"}
    disputed = sentra.grants.get()
    built = make_grant_worth(5 * BILLION, stage="contracted", fiscal_year=2023, **place)
    _money(built, sentra)
    _progress(built)
    reported = make_asset(sentra, handed_over_on="2023-01-10")
    make_asset_funding(reported, built)
    day = {"published_on": "2024-06-02", "published_precision": "day"}
    state = make_asset_state(reported, source=make_source(**day).code, words="gedung kosong")
    make_asset_dispute(state)
    confirmed = make_asset(sentra, handed_over_on="2023-01-10", operates_on="2022-12-01")
    confirm_asset_state(confirmed, reason_words="belum ada listrik")
    make_asset_state(confirmed, state_on="2025-06-01")
    workers = make_outcome_indicator(name="Tenaga kerja").code
    make_outcome(sentra, indicator=workers)
    undated = {"as_of_on": None, "as_of_precision": "unknown", "told_as": "before"}
    make_outcome(sentra, indicator=workers, amount=10, **undated)
    make_span(**place)
    pack = make_pack(sentra)
    asked = make_proposal(sentra=sentra.public_code, fiscal_year=2026, **place)
    make_proposal_line(asked, amount_idr=3 * BILLION)
    for stage, verdict in (("proposed", "none"), ("verification", "rejected")):
        make_proposal_stage(asked, stage=stage, happened_on="2025-06-20", verdict=verdict)
    drain()
    return Known(sentra, disputed, built, reported, confirmed, pack, asked)


def _money(grant: Grant, sentra: Sentra) -> None:
    make_component(grant, amount_idr=5 * BILLION)
    make_work_plan(grant, amount_idr=5 * BILLION)
    contract = make_contract(grant, amount_idr=4 * BILLION, number="1/2023")
    make_addendum(contract, amount_idr=4 * BILLION, signed_on="2023-10-01")
    make_disbursement(grant, amount_idr=3 * BILLION, paid_on="2023-05-01")
    make_absorption(grant, amount_idr=2 * BILLION, as_of_on="2023-12-31")
    make_leftover(grant, amount_idr=BILLION, declared_on="2024-01-15")
    make_share(grant, sentra)


def _progress(grant: Grant) -> None:
    for month, percent in ((3, "15"), (6, "55"), (12, "100")):
        make_target(grant, due_on=f"2023-{month:02d}-28", physical_percent=percent)
    make_report(grant, period_number=1, as_of_on="2023-03-31", physical_percent="12.5")
    second = make_report(
        grant, as_of_on="2023-06-30", amount_idr=BILLION, output_volume="120", unit_words="m2"
    )
    make_problem(second, words="hujan lebat")


def public_pages(known: Known) -> dict[str, list[str]]:
    """The public pages by the name of their address."""
    assert known.built.fiscal_year is not None
    return {
        "front": ["/", "/?peta=unit"],
        "search": ["/cari/?q=sentra", "/cari/?q=xyzzy"],
        "sentra-list": ["/sentra/", "/sentra/?provinc=51"],
        "sentra-detail": [known.sentra.get_absolute_url(), "/sentra/ST-000000-1/"],
        "commodity-list": ["/komoditas/"],
        "commodity-detail": [
            f"/komoditas/{line.commodity.code}/" for line in known.sentra.sentracommodity_set.all()
        ],
        "province-list": ["/wilayah/"],
        "province-detail": ["/wilayah/52/"],
        "regency-detail": ["/wilayah/52.02/", "/wilayah/91.01/"],
        "grant-list": ["/dak/"],
        "grant-rule-years": ["/dak/aturan/"],
        "grant-rule-year": ["/dak/aturan/2019/", "/dak/aturan/2025/"],
        "grant-year": [f"/dak/tahun/{known.built.fiscal_year}/"],
        "grant-region": ["/dak/wilayah/52/", "/dak/wilayah/52.02/", "/dak/wilayah/91.01/"],
        "grant-detail": [known.grant.get_absolute_url(), known.built.get_absolute_url()],
        "proposal-list": ["/dak/usulan/", "/dak/usulan/?is_funded=true"],
        "proposal-detail": [known.asked.get_absolute_url()],
        "asset-detail": [
            known.reported.get_absolute_url(),
            known.confirmed.get_absolute_url(),
        ],
        "outcome-page": ["/dak/hasil/"],
        "need-pack": [f"/dak/paket/{known.pack.pk}/"],
    }


def forgotten(known: Known) -> set[str]:
    """Public addresses that nobody walks."""
    every = {str(one.name) for one in (*public_urls.urlpatterns, *dak_urls.urlpatterns)}
    return every - NOT_OPENED - set(public_pages(known))
