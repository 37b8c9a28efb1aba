"""The forms of a dinas as data: one flow per kind of submission, each with its address, its words
and the form behind it. How a flow runs is in propose.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.choices import SubmissionKind
from registry.forms.correct import CorrectForm
from registry.forms.existence import ExistenceForm
from registry.forms.facilities import FacilitiesForm
from registry.forms.needs import NeedsForm
from registry.forms.proposing import ProposalForm, Subject
from registry.forms.register import RegisterForm
from registry.forms.update import UpdateForm
from registry.models import Sentra
from registry.queries.submission import standing

Make = Callable[[QueryDict | None, Subject, UUID, Mapping[str, str] | None], ProposalForm]


@dataclass(frozen=True)
class Flow:
    """One form: which kind it sends, at which address, under which words."""

    kind: SubmissionKind
    url_name: str
    title: str | Promise
    section: str | Promise
    hint: str | Promise
    make: Make
    asks_answer: bool = False

    def path(self, sentra: Sentra | None) -> str:
        """Where it is filled in."""
        return reverse(self.url_name, args=[sentra.public_code] if sentra else [])


def _lines(form: Any) -> Make:
    def make(
        data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
    ) -> ProposalForm:
        return form(data, subject=subject, token=token, initial=initial)

    return make


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
    _lines(ExistenceForm),
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
    _lines(CorrectForm),
)
FACILITY = Flow(
    SubmissionKind.FACILITY,
    "propose-facilities",
    _("Fasilitas dan mesin"),
    _("Fasilitas dan mesin"),
    _("Yang berdiri di sentra ini, keadaannya, dan mesinnya."),
    _lines(FacilitiesForm),
)
NEEDS = Flow(
    SubmissionKind.NEEDS,
    "propose-needs",
    _("Kebutuhan sentra"),
    _("Kebutuhan"),
    _("Apa yang kurang, seberat apa, sejak kapan."),
    _lines(NeedsForm),
)
REGISTER = Flow(
    SubmissionKind.REGISTER,
    "propose-new",
    _("Usulkan sentra baru"),
    _("Sentra baru"),
    _("Sentra yang belum tercatat."),
    _lines(RegisterForm),
)
# The sections of a sentra, in the order in which an office goes through them.
SECTIONS = (EXISTENCE, YEARLY, CORRECT, FACILITY, NEEDS)
FLOWS: Mapping[str, Flow] = {flow.kind.value: flow for flow in (*SECTIONS, REGISTER)}
