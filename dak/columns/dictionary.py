"""The nouns of DAK, as the dictionary lists them."""

from django.utils.translation import gettext_lazy as _

from dak.columns.asset import ASSET
from dak.columns.grant import CLAIM, GRANT
from dak.columns.money import COMPONENT, CONTRACT, DISBURSEMENT, SHARE, SPAN
from dak.columns.outcome import OUTCOME, PANEL
from dak.columns.progress import PROGRESS
from dak.columns.proposal import PROPOSAL
from dak.columns.rule_set import RULE
from sentra.lib.dictionary import Noun

NOUNS = (
    Noun("grant", _("Hibah DAK"), "dak/grants/", GRANT),
    Noun("claim", _("Klaim nilai"), "dak/grants/{code}/ (claims)", CLAIM),
    Noun("rule", _("Aturan DAK per tahun"), "dak/rules/", RULE),
    Noun("share", _("Bagian sentra"), "dak/grants/{code}/ (shares)", SHARE),
    Noun("proposal", _("Usulan DAK"), "dak/proposals/", PROPOSAL),
    Noun("component", _("Komponen hibah"), "dak/components/", COMPONENT),
    Noun("contract", _("Kontrak"), "dak/contracts/", CONTRACT),
    Noun("disbursement", _("Penyaluran"), "dak/disbursements/", DISBURSEMENT),
    Noun("asset", _("Aset DAK"), "dak/assets/", ASSET),
    Noun("outcome", _("Angka hasil"), "dak/outcomes/", OUTCOME),
    Noun("panel_reading", _("Panel hasil"), "dak/outcome-panel/", PANEL),
    Noun("progress", _("Laporan kemajuan"), "dak/progress-reports/", PROGRESS),
    Noun("grant_span", _("Rentang tahun penerimaan DAK"), "dak/spans/", SPAN),
)
