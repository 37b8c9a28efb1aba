"""Codes of DAK's write path that are earned by tests beside their nouns
(tests/registry/rules/test_refusals.py asks that each is asserted there)."""

TOLD_IN_DAK = frozenset(
    {
        "asset.facility_elsewhere",
        "asset.handed_over_too_early",
        "asset.sentra_elsewhere",
        "asset_dispute.answered_stays",
        "asset_dispute.office_elsewhere",
        "asset_dispute.other_asset",
        "asset_funding.grant_elsewhere",
        "asset_state.component_left",
        "asset_state.not_their_place",
        "need_pack.same_again",
        "outcome.grant_elsewhere",
        "outcome.not_whole_rupiah",
        "outcome.unit_missing",
        "outcome_indicator.no_such_figure",
        "progress.before_quarter",
        "progress.before_year",
        "progress.money_falls",
        "progress.not_allocated",
        "progress.output_falls",
        "progress.over_ceiling",
        "progress.over_contracts",
        "progress.over_disbursed",
        "progress.physical_falls",
        "progress.revises_other_part",
        "progress.revises_withdrawn",
        "progress_photo.foreign",
        "progress_photo.no_photo",
        "progress_photo.too_early",
        "progress_target.falls",
    }
)
