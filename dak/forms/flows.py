"""The forms DAK asks the offices to fill in (settings DINAS_FLOWS)."""

from collections.abc import Mapping
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dak.forms.assets import AssetsForm
from dak.forms.funding import FundingForm
from dak.forms.outcomes import OutcomesForm
from dak.forms.progress import ProgressForm
from dak.queries.matters import grant_matter
from dak.queries.progress_tasks import FORM
from registry.choices import SubmissionKind
from registry.forms.flow import Flow
from registry.forms.proposing import ProposalForm, Subject


def _progress(
    data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
) -> ProposalForm:
    return ProgressForm(data, subject=subject, token=token, initial=initial)


PROGRESS = Flow(
    SubmissionKind.REPORT,
    FORM,
    _("Laporan kemajuan DAK"),
    _("Kemajuan"),
    _("Fisik, keuangan, keluaran, masalah, dan foto."),
    _progress,
    matter=grant_matter,
    tail="hibah/<slug:code>/kemajuan/",
)


def _assets(
    data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
) -> ProposalForm:
    return AssetsForm(data, subject=subject, token=token, initial=initial)


def _outcomes(
    data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
) -> ProposalForm:
    return OutcomesForm(data, subject=subject, token=token, initial=initial)


ASSETS = Flow(
    SubmissionKind.ASSET,
    "propose-assets",
    _("Aset DAK dan keadaannya"),
    _("Aset DAK"),
    _("Tanggal serah terima dan beroperasi, keadaan sekarang, sanggahan."),
    _assets,
    tail="aset/",
)
OUTCOMES = Flow(
    SubmissionKind.OUTCOME,
    "propose-outcomes",
    _("Hasil bagi sentra"),
    _("Hasil"),
    _("Angka sebelum dan sesudah hibah: tenaga kerja, unit usaha, produksi."),
    _outcomes,
    tail="hasil/",
)


def _funding(
    data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
) -> ProposalForm:
    return FundingForm(data, subject=subject, token=token, initial=initial)


FUNDING = Flow(
    SubmissionKind.FUNDING,
    "propose-funding",
    _("Usulan DAK"),
    _("Usulan DAK"),
    _("Tahun, komponen dengan kebutuhan yang dijawab, TOR, RAB, lahan."),
    _funding,
    tail="usulan-dak/",
)
FLOWS = (PROGRESS, FUNDING, ASSETS, OUTCOMES)
