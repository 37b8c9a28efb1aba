"""Rules of campaigns: a frame that can be read, what is frozen by opening, a draw that can be
repeated, findings that are corrected and never overwritten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.filters.campaign import frame_problems
from registry.models import Campaign, CampaignDraw, CampaignSample, CampaignSentra
from registry.models.campaign import CampaignState, SampleDesign
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code
from sentra.lib.sampling import digest, draw_simple, draw_stratified

OPENED_ALREADY = problem_code(
    "campaign.opened_already", _("Kampanye ini sudah dibuka; sasarannya tidak berubah lagi.")
)
NOT_OPEN = problem_code("campaign.not_open", _("Kampanye ini tidak sedang berjalan."))
NOT_STARTED = problem_code(
    "campaign.not_started", _("Kampanye ini belum dibuka, jadi sampelnya belum dapat ditarik.")
)
FRAME_EMPTY = problem_code(
    "campaign.frame_empty",
    _("Sasaran ini tidak memuat satu sentra pun. Longgarkan saringannya."),
)
FRAME_DIFFERS = problem_code(
    "campaign.frame_differs",
    _("Daftar sentra berubah sejak ditampilkan. Muat ulang, lalu buka lagi kampanyenya."),
)
ONLY_BY_OPENING = problem_code(
    "campaign_sentra.only_by_opening",
    _("Sentra masuk kampanye hanya bersama pembukaannya."),
)
FEW_FOR_STRATA = problem_code(
    "campaign_draw.few_for_strata",
    _("Sampel berlapis memerlukan paling sedikit satu sentra per provinsi, yaitu {value}."),
)
NOT_THE_DRAW = problem_code(
    "campaign_draw.not_repeatable",
    _("Sampel ini tidak sama dengan yang ditarik oleh benih acak dan daftarnya."),
)
ONLY_WITH_DRAW = problem_code(
    "campaign_sample.only_with_draw", _("Sampel hanya bertambah bersama penarikannya.")
)
FOUND_ALREADY = problem_code(
    "campaign_sample.found_already",
    _("Temuan sentra ini sudah tercatat. Perbaiki dengan alasan, jangan ditimpa."),
)
NOT_FOUND_YET = problem_code(
    "campaign_sample.not_found_yet", _("Belum ada temuan yang dapat diperbaiki.")
)
FOUND_AHEAD = problem_code(
    "campaign_sample.found_ahead", _("Pemeriksaan tidak dapat bertanggal sesudah hari ini.")
)
FOUND_EARLY = problem_code(
    "campaign_sample.found_early",
    _("Pemeriksaan tidak dapat bertanggal sebelum kampanye mulai ({value})."),
)
RESULT_MISSING = problem_code(
    "campaign_sample.result_missing", _("Pilih apa yang ditemukan di sentra ini.")
)
FROZEN = ("frame", "year", "opens_on")


def frame_is_readable(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A frame names filters of the list of sentra and nothing else, each with a value it knows."""
    if draft.is_new or "frame" in draft.changed:
        for problem in frame_problems(draft.row.get("frame") or ""):
            yield replace(problem, field="frame")


def frozen_once_open(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Frame, year and first day are fixed by opening; the last day may be moved until the end."""
    state = draft.before.get("state", CampaignState.DRAFT)
    if state == CampaignState.CLOSED:
        yield NOT_OPEN.problem("state", state)
    elif state == CampaignState.OPEN:
        for name in FROZEN:
            if name in draft.changed:
                yield OPENED_ALREADY.problem(name, draft.row[name])


def opens_once(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A campaign opens once, with every sentra of its frame in the same act."""
    if draft.before.get("state") != CampaignState.DRAFT:
        yield OPENED_ALREADY.problem("state", draft.before.get("state"))
        return
    entries = [
        d.row["sentra_id"]
        for d in facts.drafts
        if d.model is CampaignSentra and d.row["campaign_id"] == draft.row["id"]
    ]
    if not entries:
        yield FRAME_EMPTY.problem("frame", draft.row.get("frame"))
        return
    codes = [facts.sentra(pk).get("public_code", "") for pk in entries]
    is_whole = len(codes) == draft.row["n_frame"]
    if not is_whole or digest(codes) != draft.row["frame_digest"]:
        yield FRAME_DIFFERS.problem("frame", len(codes))


def is_running(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Only a campaign that was opened and not closed is closed."""
    if draft.before.get("state") != CampaignState.OPEN:
        yield NOT_OPEN.problem("state", draft.before.get("state"))


def keep_the_place(draft: Draft, facts: Facts) -> None:
    """The code of the region on the day the campaign opens, as deep as regency."""
    sentra = facts.sentra(draft.row["sentra_id"])
    draft.row["region_code"] = sentra.get("regency_id") or sentra.get("province_id") or ""


def only_by_opening(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A sentra enters a campaign in the act that opens it, and never later."""
    key = ("opening", Campaign)
    if key not in facts.remembered:
        facts.remembered[key] = {
            d.row["id"] for d in facts.drafts if d.kind_code == "campaign.open"
        }
    if draft.row.get("campaign_id") not in facts.remembered[key]:
        yield ONLY_BY_OPENING.problem("campaign", draft.row.get("campaign_id"))


def is_what_the_seed_draws(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The rows of the act are those the seed draws from the list the campaign opened with."""
    campaign = Campaign.objects.filter(pk=draft.row["campaign_id"]).first()
    if campaign is None or campaign.state == CampaignState.DRAFT:
        yield NOT_STARTED.problem("campaign", draft.row["campaign_id"])
        return
    rows = list(
        CampaignSentra.objects.filter(campaign=campaign).values_list(
            "pk", "sentra__public_code", "province_id"
        )
    )
    size = draft.row["size"]
    if not 1 <= size <= len(rows):
        return  # the table's own promise says so
    strata = strata_of(rows)
    is_stratified = draft.row["design"] == SampleDesign.STRATIFIED
    if is_stratified and size < len(strata):
        yield FEW_FOR_STRATA.problem("size", len(strata))
        return
    codes = [code for _pk, code, _province in rows]
    seed = draft.row["seed"]
    wanted = (
        draw_stratified(strata, size, seed) if is_stratified else draw_simple(codes, size, seed)
    )
    by_pk = {pk: code for pk, code, _province in rows}
    drawn = [
        by_pk.get(d.row["entry_id"])
        for d in sorted(
            (d for d in facts.drafts if d.model is CampaignSample and d.is_new),
            key=lambda d: d.row["position"],
        )
        if d.row["draw_id"] == draft.row["id"]
    ]
    same_list = digest(codes) == draft.row["frame_digest"] == campaign.frame_digest
    if drawn != wanted or not same_list or draft.row["n_frame"] != len(rows):
        yield NOT_THE_DRAW.problem("seed", seed)


def strata_of(rows: Any) -> dict[str, list[str]]:
    """Codes by province, from (key, code, province)."""
    strata: dict[str, list[str]] = {}
    for _pk, code, province in rows:
        strata.setdefault(province, []).append(code)
    return strata


def only_with_its_draw(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A sampled sentra is written in the act that records its draw."""
    draws = {d.row["id"] for d in facts.drafts if d.model is CampaignDraw}
    if draft.row.get("draw_id") not in draws:
        yield ONLY_WITH_DRAW.problem("draw", draft.row.get("draw_id"))


def not_found_yet(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A first finding is written where there is none."""
    if draft.before.get("result"):
        yield FOUND_ALREADY.problem("result", draft.before["result"])


def was_found(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What is corrected was found before."""
    if not draft.before.get("result"):
        yield NOT_FOUND_YET.problem("result", "")


def finding_is_possible(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A finding says what, and its day lies between the start of the campaign and today."""
    if not draft.row.get("result"):
        yield RESULT_MISSING.problem("result", "")
    day: date | None = draft.row.get("found_on")
    if day is None:
        return
    if day > facts.today:
        yield FOUND_AHEAD.problem("found_on", day.isoformat())
    start = Campaign.objects.filter(draws=draft.row["draw_id"]).values_list("opens_on", flat=True)
    first = start.first()
    if first is not None and day < first:
        yield FOUND_EARLY.problem("found_on", first.isoformat())
