"""The registry's own forms of a dinas, one flow per kind of submission, and all flows by kind. What
a flow is stands in registry/forms/flow.py; how it runs, in propose.py."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registry.choices import SubmissionKind
from registry.forms.correct import CorrectForm
from registry.forms.existence import ExistenceForm
from registry.forms.facilities import FacilitiesForm
from registry.forms.flow import Flow, made_by
from registry.forms.needs import NeedsForm
from registry.forms.proposing import ProposalForm, Subject
from registry.forms.register import RegisterForm
from registry.forms.update import UpdateForm
from registry.queries.submission import standing


def _yearly(
    data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
) -> ProposalForm:
    assert subject.sentra is not None
    return UpdateForm(
        data,
        standing=standing(subject.sentra.pk, subject.year),
        token=token,
        initial=initial,
        subject=subject,
    )


EXISTENCE = Flow(
    SubmissionKind.EXISTENCE,
    "propose-existence",
    _("Keadaan sentra"),
    _("Keadaan"),
    _("Masih ada, tidak aktif, tutup, pindah, ganti nama, bergabung, atau tidak tahu."),
    made_by(ExistenceForm),
    asks_answer=True,
)
YEARLY = Flow(
    SubmissionKind.YEARLY,
    "update",
    _("Pemutakhiran tahunan"),
    _("Angka tahun ini"),
    _("Unit usaha, tenaga kerja, nilai produksi."),
    _yearly,
    asks_answer=True,
)
CORRECT = Flow(
    SubmissionKind.CORRECT,
    "propose-correction",
    _("Perbaikan data sentra"),
    _("Data"),
    _("Nama, letak, produk, nama lain, pengelola."),
    made_by(CorrectForm),
)
FACILITY = Flow(
    SubmissionKind.FACILITY,
    "propose-facilities",
    _("Fasilitas dan mesin"),
    _("Fasilitas dan mesin"),
    _("Yang berdiri di sentra ini, keadaannya, dan mesinnya."),
    made_by(FacilitiesForm),
)
NEEDS = Flow(
    SubmissionKind.NEEDS,
    "propose-needs",
    _("Kebutuhan sentra"),
    _("Kebutuhan"),
    _("Apa yang kurang, seberat apa, sejak kapan."),
    made_by(NeedsForm),
)
REGISTER = Flow(
    SubmissionKind.REGISTER,
    "propose-new",
    _("Usulkan sentra baru"),
    _("Sentra baru"),
    _("Sentra yang belum tercatat."),
    made_by(RegisterForm),
)
# What other applications bring: forms about a record of their own, and sections of a sentra.
BROUGHT: tuple[Flow, ...] = tuple(
    flow for path in settings.DINAS_FLOWS for flow in import_string(path)
)
BESIDE = tuple(flow for flow in BROUGHT if flow.matter is not None)
MORE_SECTIONS = tuple(flow for flow in BROUGHT if flow.matter is None or flow.beside)
# The sections of a sentra, in the order in which an office goes through them.
SECTIONS = (EXISTENCE, YEARLY, CORRECT, FACILITY, NEEDS, *MORE_SECTIONS)
FLOWS: Mapping[str, Flow] = {flow.kind.value: flow for flow in (*SECTIONS, REGISTER, *BESIDE)}
