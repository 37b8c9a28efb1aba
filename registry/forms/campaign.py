"""Forms of the ministry around a campaign: opening and closing it, drawing the sample, and writing
down what an auditor found."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.choices import VerificationMethod
from registry.forms.base import VersionField
from registry.forms.bulk import ReasonForm
from registry.forms.fields import DayField, WordsField
from registry.models import CampaignSample
from registry.models.campaign import AuditResult, SampleDesign
from sentra.lib.problems import Problem


class VersionedForm(forms.Form):
    """Carries the version the person saw."""

    base_version = VersionField(required=False)

    @property
    def version_shown(self) -> int:
        """The version seen; none is a version no row has."""
        version = self.cleaned_data.get("base_version")
        return -1 if version is None else int(version)

    def show(self, problems: tuple[Problem, ...]) -> list[Problem]:
        """Put each problem at its field; what has no field here is given back."""
        rest = []
        for problem in problems:
            if problem.field in self.fields and problem.field != "base_version":
                error = forms.ValidationError(problem.message, code=problem.code)
                self.add_error(problem.field, error)
            else:
                rest.append(problem)
        return rest


class StepForm(VersionedForm, ReasonForm):
    """Opening or closing: the version and the list that were shown, and why."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class DrawForm(VersionedForm):
    """How the sample is drawn and how large it is; the seed is the machine's."""

    design = forms.ChoiceField(label=_("Cara menarik"), choices=SampleDesign.choices)
    size = forms.IntegerField(
        label=_("Besar sampel"),
        min_value=0,
        max_value=2**31 - 1,
        help_text=_("Banyaknya sentra yang diperiksa."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class FindingForm(VersionedForm):
    """What was found at one sampled sentra."""

    result = forms.ChoiceField(
        label=_("Temuan"),
        choices=[("", _("Pilih")), *AuditResult.choices],
        help_text=_("Tidak terjangkau: sudah dicoba, tetapi tidak dapat dipastikan."),
    )
    found_on = DayField(label=_("Tanggal pemeriksaan"), required=True)
    method = forms.ChoiceField(
        label=_("Cara memeriksa"), choices=[("", _("Pilih")), *VerificationMethod.choices]
    )
    words = WordsField(label=_("Keterangan"), max_length=500, required=True)
    reason = WordsField(label=_("Alasan perbaikan"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, sample: CampaignSample) -> None:
        initial = {
            "result": sample.result,
            "found_on": DayField().shown({"found_on": sample.found_on}, "found_on"),
            "method": sample.method,
            "words": sample.words,
            "base_version": sample.version,
        }
        super().__init__(data, initial=initial)
        if not sample.result:
            del self.fields["reason"]

    def values(self) -> dict[str, Any]:
        """The plain JSON values of a finding."""
        cleaned = self.cleaned_data
        day = self.fields["found_on"].values("found_on", cleaned["found_on"])  # type: ignore[attr-defined]
        return {
            "result": cleaned["result"],
            "method": cleaned["method"],
            "words": cleaned["words"],
            **day,
        }
