"""A registry with a row of every noun of the desk, and the addresses of every page of the desk."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from dak.imports.rules import load_rules
from registry.admin.desk_urls import PAGES
from registry.aggregates.recompute import drain
from registry.changes.campaign import record_finding
from registry.changes.change import Change
from registry.changes.engine import apply, load
from registry.choices import ChangeSource
from registry.models import (
    Campaign,
    DirtyEvent,
    DrainFailure,
    Heartbeat,
    JobRun,
    LegalAct,
    Office,
    Record,
    RegionSuccession,
    Sentra,
)
from registry.queries.history import sentra_history
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import (
    ACTOR,
    make,
    make_attachment,
    make_commodity,
    make_fact_claim,
    make_institution,
    make_profile,
    make_region_point,
    make_sentra,
    make_source,
    make_status,
    make_verification,
)
from tests.factories.api_token import make_api_token
from tests.factories.assets import (
    make_asset,
    make_asset_dispute,
    make_asset_funding,
    make_asset_state,
    make_outcome,
)
from tests.factories.campaigns import drawn, make_campaign, make_reporting_deadline, opened
from tests.factories.money import (
    make_component,
    make_contract,
    make_grant_worth,
    make_pack,
    make_proposal,
    make_span,
)
from tests.factories.parts import (
    make_certificate,
    make_facility,
    make_facility_state,
    make_kbli,
    make_legal_act,
    make_machine,
    make_market,
    make_measure,
    make_need,
    make_raw_material,
)
from tests.factories.progress import make_problem, make_report, make_target
from tests.factories.rules import make_line, make_rule_set, make_statistic
from tests.registry.proposing import in_bandung, proposed, reports

RENAMED = {
    "kind": "rename",
    "old_code": "51.04",
    "new_code": "51.04",
    "old_name": "Lama",
    "new_name": "Baru",
    "effective_on": date(2020, 1, 1),
}
# Answered to a form that was sent, or no page: a picture, and what goes back where it came from.
NOT_OPENED = {
    "help-picture",
    "bulk",
    "filter-save",
    "filter-forget",
}


def fill(cast: Cast) -> Sentra:
    """One sentra with lines of every sort, and beside it a row of every other noun."""
    sentra = make_sentra(name="Sentra Perak Celuk", note="Awal")
    _parts(sentra)
    _grants(sentra)
    _campaigns(cast)
    load_rules(ACTOR)
    make_line("disaster_exception.record", rule_set=make_rule_set().code, name="gempa")
    make_statistic()
    make_attachment()
    make_region_point()
    bandung = in_bandung(name="Sentra Rajut Bandung")
    proposed(cast.regency_operator, bandung, reports(bandung, "closed"), kind="existence")
    gone = make_sentra(name="Sentra yang keliru")
    withdraw = Change("sentra.withdraw", {}, gone.public_code, gone.version)
    apply(withdraw, actor=ACTOR, source=ChangeSource.ADMIN, reason="uji")
    load(RegionSuccession, [RENAMED], actor=ACTOR, reason="uji")
    drain()
    _machines()
    return sentra


def _parts(sentra: Sentra) -> None:
    code = sentra.public_code
    commodity = make_commodity()
    make("sentra_commodity.record", sentra=code, commodity=commodity.code, is_primary=True)
    make("alias.record", sentra=code, name="Kampung perak", kind="local", source=make_source().code)
    make("origin.record", sentra=code, kind="opening", origin_year=1915)
    manager = make_institution(name="Koperasi Perak").code
    make("sentra_institution.record", sentra=code, institution=manager, role="manager")
    make_status(sentra)
    make_verification(sentra)
    make_profile(sentra, unit_count=6, worker_count=20)
    facility = make_facility(sentra, state="opened", state_on="2024-05-03", state_precision="day")
    make_facility_state(sentra, facility=facility, state="idle")
    for part in (
        make_legal_act,
        make_machine,
        make_need,
        make_certificate,
        make_raw_material,
        make_market,
        make_measure,
        make_fact_claim,
    ):
        part(sentra)
    make_kbli()


def _grants(sentra: Sentra) -> None:
    grant = make_grant_worth(5_000_000_000, sentra=sentra.public_code)
    make_component(grant, amount_idr=5_000_000_000)
    make_contract(grant, amount_idr=4_000_000_000, number="1/2023")
    make_span()
    make_pack(sentra)
    make_proposal()
    make_problem(make_report(grant, period_number=1, as_of_on="2024-03-31"))
    make_target(grant)
    asset = make_asset(sentra, handed_over_on="2023-01-10")
    make_asset_funding(asset, grant)
    make_asset_dispute(make_asset_state(asset))
    make_outcome(sentra, grant=grant.code)


def _campaigns(cast: Cast) -> None:
    """A campaign in each of its states, one of them with a finding, and what tokens look like."""
    today = today_wib()
    end = (today + timedelta(days=30)).isoformat()
    days = {"year": today.year, "opens_on": today.isoformat(), "deadline_on": end}
    make_campaign(code="siap", frame="province=51", **days)
    for code in ("jalan", "sampel"):
        opened(make_campaign(code=code, name=f"Kampanye {code}", **days))
    found = drawn(Campaign.objects.get(code="sampel"), 1)[0]
    result = {"result": "exists", "found_on": today.isoformat(), "method": "visit", "words": "ada"}
    record_finding(found, result, actor=ACTOR, version_shown=found.version)
    make_reporting_deadline()
    make_api_token(cast.regency_operator)


def _machines() -> None:
    """What machines write: a job, a sign of life, a province that waits and one that failed."""
    now = timezone.now()
    JobRun.objects.create(name="uji", state="failed", started_at=now, ended_at=now)
    Heartbeat.objects.update_or_create(name="uji", defaults={"at": now, "day": now.date()})
    DirtyEvent.objects.create(province_code="51", year=2024, noun="status")
    DrainFailure.objects.create(province_code="51", retry_at=now, last_error="uji")


def without_rows() -> set[str]:
    """Nouns of the desk of which there is no row to open."""
    return {model.__name__ for model in admin.site._registry if not model._default_manager.exists()}


def addresses(sentra: Sentra) -> list[str]:
    """Every kind of page the desk has: its own, and of each noun the list, an empty form, a filled
    one and a history."""
    return [
        "/admin/",
        *(f"/admin/{label}/" for label in ("registry", "dak", "accounts")),
        *(address for found in own_pages(sentra).values() for address in found),
        "/admin/registry/sentra/?status=active&q=celuk",
        "/admin/registry/sentra/?statu=active",
        "/admin/tidak-ada/",
        *(address for model in admin.site._registry for address in pages_of(model)),
    ]


def own_pages(sentra: Sentra) -> dict[str, list[str]]:
    """The desk's own pages by the name of their address."""
    completeness = reverse("admin:completeness")
    progress = reverse("admin:campaign-progress", args=["jalan"])
    act: UUID | str = sentra_history(sentra.pk)[0].act
    search = reverse("admin:quick-search")
    kinds = ("merged", "split", "moved", "renamed")
    office = Office.objects.order_by("pk").first()
    decree = LegalAct.objects.get(sentra=sentra)
    assert office is not None
    return {
        "quick-search": [f"{search}?q=gianyar", f"{search}?q=xyzzy"],
        "help": [reverse("admin:help")],
        "brief": [reverse("admin:brief", args=["51"])],
        "office-people": [reverse("admin:office-people", args=[office.code])],
        "act-undo": [reverse("admin:act-undo", args=[act])],
        "row-revert": [reverse("admin:row-revert", args=["registry.sentra", sentra.pk, 0])],
        "sentra-event": [reverse("admin:sentra-event", args=[sentra.pk])],
        "sentra-event-kind": [
            reverse("admin:sentra-event-kind", args=[sentra.pk, kind]) for kind in kinds
        ],
        "withdrawn": [reverse("admin:withdrawn")],
        "record-withdrawal": [
            reverse("admin:record-withdrawal", args=["registry.sentra", sentra.pk])
        ],
        "completeness": [completeness, f"{completeness}?province=51&part=silent"],
        "campaign-open": [reverse("admin:campaign-open", args=["siap"])],
        "campaign-progress": [progress, f"{progress}?part=silent"],
        "campaign-close": [reverse("admin:campaign-close", args=["jalan"])],
        "campaign-sample": [
            reverse("admin:campaign-sample", args=[code]) for code in ("jalan", "sampel")
        ],
        "campaign-finding": [reverse("admin:campaign-finding", args=["sampel", 1])],
        "legal-act-files": [reverse("admin:legal-act-files", args=[decree.pk])],
    }


def forgotten(sentra: Sentra) -> set[str]:
    """Pages of the desk that nobody walks."""
    return {name for _route, _view, name in PAGES} - NOT_OPENED - set(own_pages(sentra))


def pages_of(model: type[Model]) -> list[str]:
    """The list of a noun, the form of a new row where the desk makes one, a row and its history."""
    stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    found = [reverse(f"{stem}_changelist")]
    site: Any = admin.site._registry[model]
    if getattr(site, "add_action", ""):
        found.append(reverse(f"{stem}_add"))
    row = model._default_manager.order_by("pk").first()
    if row is not None:
        found.append(reverse(f"{stem}_change", args=[row.pk]))
    if row is not None and issubclass(model, Record):
        found.append(reverse(f"{stem}_history", args=[row.pk]))
    return found
