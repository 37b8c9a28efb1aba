"""The nouns of DAK, as the dictionary lists them."""

from django.utils.translation import gettext_lazy as _

from dak.columns.asset import ASSET
from dak.columns.grant import CLAIM, CLAIM_ROW, GRANT
from dak.columns.grant_year import GRANT_YEAR, LINE
from dak.columns.money import (
    ABSORPTION,
    COMPONENT,
    CONTRACT,
    DISBURSEMENT,
    LEFTOVER,
    SHARE,
    SHARE_ROW,
    SPAN,
    WORK_PLAN,
)
from dak.columns.outcome import OUTCOME, PANEL
from dak.columns.progress import PROGRESS, TARGET
from dak.columns.proposal import NEED_PACK, PROPOSAL, PROPOSAL_LINE, PROPOSAL_STAGE
from dak.columns.rule_parts import EXCEPTION, HOLIDAY, MENU, MINIMUM, RECOMMENDED
from dak.columns.rule_set import RULE
from sentra.lib.dictionary import Noun

NOUNS = (
    Noun("grant", _("Hibah DAK"), "dak/grants/", GRANT),
    Noun("claim", _("Klaim nilai"), "dak/grants/{code}/ (claims)", CLAIM),
    Noun("grant_line", _("Rangkaian hibah"), "dak/grants/{code}/ (line)", LINE),
    Noun("grant_year", _("Hibah satu sentra per tahun"), "sentra/{code}/grant-years/", GRANT_YEAR),
    Noun("rule", _("Aturan DAK per tahun"), "dak/rules/", RULE),
    Noun("rule_menu", _("Menu dan komponen DAK per tahun"), "dak/rules/menus/", MENU),
    Noun("rule_minimum_units", _("Batas unit usaha"), "dak/rules/minimum-units/", MINIMUM),
    Noun("rule_exception", _("Pengecualian bencana"), "dak/rules/exceptions/", EXCEPTION),
    Noun(
        "rule_recommended_region",
        _("Daerah yang direkomendasikan"),
        "dak/rules/recommended-regions/",
        RECOMMENDED,
    ),
    Noun("rule_holiday", _("Hari libur"), "dak/rules/holidays/", HOLIDAY),
    Noun("share", _("Bagian sentra"), "dak/grants/{code}/ (shares)", SHARE),
    Noun("proposal", _("Usulan DAK"), "dak/proposals/", PROPOSAL),
    Noun("proposal_line", _("Rincian usulan"), "dak/proposal-lines/", PROPOSAL_LINE),
    Noun("proposal_stage", _("Tahap usulan"), "dak/proposal-stages/", PROPOSAL_STAGE),
    Noun("component", _("Komponen hibah"), "dak/components/", COMPONENT),
    Noun("contract", _("Kontrak"), "dak/contracts/", CONTRACT),
    Noun("disbursement", _("Penyaluran"), "dak/disbursements/", DISBURSEMENT),
    Noun("claim_row", _("Klaim nilai, dengan hibahnya"), "dak/claims/", CLAIM_ROW),
    Noun("share_row", _("Bagian sentra, dengan hibahnya"), "dak/shares/", SHARE_ROW),
    Noun("work_plan", _("Rencana kegiatan"), "dak/work-plans/", WORK_PLAN),
    Noun("absorption", _("Penyerapan"), "dak/absorption/", ABSORPTION),
    Noun("leftover_funds", _("Sisa dana"), "dak/leftover-funds/", LEFTOVER),
    Noun("need_pack", _("Paket kebutuhan"), "dak/need-packs/", NEED_PACK),
    Noun("asset", _("Aset DAK"), "dak/assets/", ASSET),
    Noun("outcome", _("Angka hasil"), "dak/outcomes/", OUTCOME),
    Noun("panel_reading", _("Panel hasil"), "dak/outcome-panel/", PANEL),
    Noun("progress", _("Laporan kemajuan"), "dak/progress/", PROGRESS),
    Noun("progress_target", _("Target kemajuan"), "dak/progress-targets/", TARGET),
    Noun("grant_span", _("Rentang tahun penerimaan DAK"), "dak/spans/", SPAN),
)
