"""The forms DAK asks the offices to fill in (settings DINAS_FLOWS)."""

from collections.abc import Mapping
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

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
FLOWS = (PROGRESS,)
