"""The forms DAK asks the offices to fill in (settings DINAS_FLOWS)."""

from django.utils.translation import gettext_lazy as _

from dak.forms.assets import AssetsForm
from dak.forms.funding import FundingForm
from dak.forms.outcomes import OutcomesForm
from dak.forms.progress import ProgressForm
from dak.queries.matters import asset_matter, grant_matter, region_matter
from dak.queries.progress_tasks import FORM
from dak.queries.proposal_files import DOCUMENTS
from registry.choices import SubmissionKind
from registry.forms.flow import Flow, made_by

PROGRESS = Flow(
    SubmissionKind.REPORT,
    FORM,
    _("Laporan kemajuan DAK"),
    _("Kemajuan"),
    _("Fisik, keuangan, keluaran, masalah, dan foto."),
    made_by(ProgressForm),
    matter=grant_matter,
    tail="hibah/<slug:code>/kemajuan/",
    in_address={"what": "what"},
)


ASSETS = Flow(
    SubmissionKind.ASSET,
    "propose-assets",
    _("Aset DAK dan keadaannya"),
    _("Aset DAK"),
    _("Tanggal serah terima dan beroperasi, keadaan sekarang, sanggahan."),
    made_by(AssetsForm),
    matter=asset_matter,
    tail="aset/",
    beside="object-asset",
    beside_tail="aset/<slug:code>/sanggah/",
)
OUTCOMES = Flow(
    SubmissionKind.OUTCOME,
    "propose-outcomes",
    _("Hasil bagi sentra"),
    _("Hasil"),
    _("Angka sebelum dan sesudah hibah: tenaga kerja, unit usaha, produksi."),
    made_by(OutcomesForm),
    tail="hasil/",
)


FUNDING = Flow(
    SubmissionKind.FUNDING,
    "propose-funding",
    _("Usulan DAK"),
    _("Usulan DAK"),
    _("Tahun, komponen dengan kebutuhan yang dijawab, TOR, RAB, lahan."),
    made_by(FundingForm),
    matter=region_matter,
    tail="usulan-dak/",
    beside="propose-funding-new",
    beside_tail="wilayah/<str:code>/usulan-dak/",
    documents=DOCUMENTS,
)
FLOWS = (PROGRESS, FUNDING, ASSETS, OUTCOMES)
