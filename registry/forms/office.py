"""Forms about the people of an office: invite, end, reset, hand over. They judge nothing but
legibility; what may be done is the verbs' own refusal, shown at its field."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.choices import Role
from registry.forms.fields import DayField
from registry.rules.mandate import default_end
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from sentra.lib.problems import Problem, problem_code

ONE_DAY = timedelta(days=1)
LETTER, PAPER = "letter", "paper"
BY = (
    (LETTER, _("Tautan lewat surel")),
    (PAPER, _("Kode sekali pakai di kertas")),
)
ADDRESS_NEEDED = problem_code(
    "invitation.address_needed",
    _("Tulis alamat surel orang yang diundang, atau pilih kode di kertas."),
)
ANSWER_NEEDED = problem_code("form.answer_needed", _("Isian ini perlu dijawab."))


class ProblemForm(forms.Form):
    """Shows problems of the verbs at their fields, and asks for answers in our words."""

    # Field of a problem → field of the form.
    places: ClassVar[dict[str, str]] = {"valid_to": "last_day"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = ANSWER_NEEDED.sentence()

    def show(self, problems: Iterable[Problem]) -> None:
        """Put refusals where they belong, above the form where they have no field."""
        for problem in problems:
            name = self.places.get(problem.field, problem.field)
            visible = name in self.fields and not self.fields[name].widget.is_hidden
            error = ValidationError(problem.message, code=problem.code)
            self.add_error(name if visible else None, error)


class PeopleForm(ProblemForm):
    """A form that is sent once, however often it arrives."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def sent_token(self) -> UUID:
        """One form, one code."""
        token: UUID = self.cleaned_data["token"]
        return token

    def day_after(self, name: str) -> date | None:
        """The first day without what lasts until the day that was typed."""
        text = self.cleaned_data.get(name)
        return date.fromisoformat(text) + ONE_DAY if text else None


def reason_field() -> forms.CharField:
    """Why; kept in the history for ever."""
    return forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Dicatat bersama nama jabatan Anda. Jangan menulis nama orang."),
    )


def last_day_field(*, required: bool = False) -> DayField:
    """A day, as people write it."""
    return DayField(
        label=_("Hari terakhir"),
        required=required,
        help_text=_("Misalnya 31 Desember 2027."),
    )


class InviteForm(PeopleForm):
    """To which role, until when, by letter or on paper."""

    role = forms.ChoiceField(label=_("Peran"), choices=(), widget=forms.RadioSelect)
    last_day = last_day_field()
    by = forms.ChoiceField(label=_("Cara mengundang"), choices=BY, widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        help_text=_("Untuk tautan lewat surel. Pakai alamat dinas; alamat ini menjadi nama masuk."),
    )

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial.setdefault("role", choices[0][0])
        self.initial.setdefault("last_day", shown_default(today_wib()))
        self.initial.setdefault("by", LETTER)

    def clean(self) -> dict[str, Any]:
        """A letter needs an address."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        missing = cleaned.get("by") == LETTER and not cleaned.get("email")
        if missing and "email" not in self.errors:
            self.show([ADDRESS_NEEDED.problem("email", "")])
        return cleaned

    @property
    def address(self) -> str:
        """Where the letter goes; empty for a code on paper."""
        is_letter = self.cleaned_data["by"] == LETTER
        return str(self.cleaned_data["email"]) if is_letter else ""


class EndForm(PeopleForm):
    """When a mandate ends, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(
        label=_("Hari terakhir"),
        required=False,
        help_text=_("Kosongkan bila mandat berakhir sekarang juga."),
    )
    reason = reason_field()


class ResetForm(PeopleForm):
    """What of a colleague's account is reset, and why."""

    what = forms.ChoiceField(
        label=_("Yang dipulihkan"),
        choices=(
            ("password", _("Kata sandi")),
            ("second_factor", _("Verifikasi dua langkah (ponsel hilang atau diganti)")),
            ("both", _("Keduanya")),
        ),
        widget=forms.RadioSelect,
    )
    reason = reason_field()

    @property
    def resets_password(self) -> bool:
        """Whether the password goes."""
        return self.cleaned_data["what"] in ("password", "both")

    @property
    def resets_second_factor(self) -> bool:
        """Whether the second factor goes."""
        return self.cleaned_data["what"] in ("second_factor", "both")


class HandOverForm(PeopleForm):
    """The last day of the head who leaves, and who follows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(
        label=_("Hari terakhir kepala yang sekarang"),
        help_text=_("Penggantinya mulai bertugas pada hari berikutnya."),
    )
    successor = forms.ModelChoiceField(
        label=_("Akun pengganti"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Belum punya akun di kantor ini: undang orang baru"),
    )
    email = forms.EmailField(
        label=_("Alamat surel pengganti"),
        required=False,
        help_text=_("Bila diundang lewat surel. Kosongkan untuk mencetak kode di kertas."),
    )
    reason = reason_field()
    places: ClassVar[dict[str, str]] = {
        "valid_to": "last_day",
        "valid_from": "last_day",
        "role": "successor",
    }

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = people  # type: ignore[attr-defined]

    @property
    def day(self) -> date:
        """The last day, read."""
        return date.fromisoformat(self.cleaned_data["last_day"])


def shown_default(today: date) -> str:
    """The usual last day of a mandate given today, as the form reads it back."""
    return f"{default_end(today) - ONE_DAY:%d/%m/%Y}"
