"""Forms of people who come with a one-time code: the code, the first sign-in, the way back."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.forms.office import ProblemForm
from sentra.accounts.models import User
from sentra.lib.problems import problem_code

PASSWORDS_DIFFER = problem_code(
    "account.passwords_differ", _("Kedua kata sandi tidak sama. Tulis sekali lagi.")
)
PASSWORD_WRONG = problem_code("account.password_wrong", _("Kata sandi ini tidak cocok."))


class CodeForm(ProblemForm):
    """One code, typed as it stands on paper."""

    code = forms.CharField(
        label=_("Kode sekali pakai"),
        max_length=60,
        help_text=_("Dua puluh huruf dan angka, misalnya ABCD-EFGH-JKMN-PQRS-TVWX."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


class PasswordForm(ProblemForm):
    """A new password, twice."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        help_text=_("Sekurang-kurangnya 12 huruf atau angka; kalimat pendek mudah diingat."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Twice the same, and not one that everybody guesses."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = cleaned.get("password"), cleaned.get("password_again")
        if first and second and first != second:
            self.show([PASSWORDS_DIFFER.problem("password_again")])
        elif first:
            self._judge(first)
        return cleaned

    def _judge(self, password: str) -> None:
        self.user.email = self.cleaned_data.get("email") or self.user.email
        try:
            password_validation.validate_password(password, self.user)
        except ValidationError as refusal:
            self.add_error("password", refusal)


class FirstLoginForm(PasswordForm):
    """An account of one's own: address, label by role, password."""

    email = forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Nama masuk Anda. Pakai alamat dinas."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    label = forms.CharField(
        label=_("Sebutan menurut tugas"),
        max_length=100,
        help_text=_("Misalnya “Operator Kab. Bandung”. Jangan menulis nama orang."),
    )
    field_order = ("email", "label", "password", "password_again")

    def __init__(self, *args: Any, known_email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, user=User(email=known_email), **kwargs)
        if known_email:
            del self.fields["email"]


class PresentPasswordForm(ProblemForm):
    """The password that stays, where only the second factor was reset."""

    password = forms.CharField(
        label=_("Kata sandi Anda"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Only its holder knows it."""
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError(PASSWORD_WRONG.sentence(), code=PASSWORD_WRONG.code)
        return password
