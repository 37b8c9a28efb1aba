"""What somebody fills in to attach files: which form they belong to, what they show, and the files.
What a file may be is judged by its content (registry/changes/attachment.py), not here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from registry.changes.attachment import Upload
from registry.changes.fields import REQUIRED, TOO_LONG
from registry.forms.fields import WordsField
from registry.models.attachment import COMMON_KINDS, AttachmentKind
from sentra.lib.images import point
from sentra.lib.problems import Problem, problem_code

NO_FILE = problem_code("attachment.no_file", _("Pilih dulu foto atau dokumennya."))
CAPTION_LENGTH = 200


class FilesInput(forms.ClearableFileInput):
    """A file picker that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty one is let through, so that its own sentence can be said."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files in the order they were picked."""
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not chosen:
            raise forms.ValidationError(NO_FILE.sentence(), code=NO_FILE.code)
        return list(chosen)


class FilesForm(forms.Form):
    """Files and what they show, wherever they will hang."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in COMMON_KINDS],
        initial=AttachmentKind.PHOTO,
        label=_("Apa yang dilampirkan"),
        widget=forms.RadioSelect,
        error_messages={"required": REQUIRED.sentence()},
    )
    file = FilesField(
        label=_("Berkas"),
        help_text=_(
            "Foto JPEG, PNG, atau WebP, atau dokumen PDF; masing-masing paling besar 10 MB."
            " Potret tempat, alat, atau produknya: wajah orang tidak diperlukan."
        ),
    )
    caption = WordsField(
        label=_("Keterangan"),
        help_text=_("Misalnya: ruang produksi dari depan. Jangan menulis nama orang."),
    )

    def clean_caption(self) -> str:
        """No longer than the column."""
        words = str(self.cleaned_data["caption"])
        if len(words) > CAPTION_LENGTH:
            sentence = TOO_LONG.sentence(words, length=len(words), limit=CAPTION_LENGTH)
            raise forms.ValidationError(sentence, code=TOO_LONG.code)
        return words

    @property
    def place(self) -> tuple[Decimal, Decimal] | None:
        """Where the sender says a photo was taken; nowhere, unless the form asks."""
        return None

    @property
    def uploads(self) -> list[Upload]:
        """Each file with what was said about all of them."""
        return [
            Upload(
                content=file.read(),
                kind=self.cleaned_data["kind"],
                caption=self.cleaned_data["caption"],
                claimed_type=file.content_type or "",
                place=self.place,
            )
            for file in self.cleaned_data["file"]
        ]

    def problems(self) -> list[Problem]:
        """What is wrong with the form, as problems."""
        return [
            Problem(error.code or "value.required", name, " ".join(error.messages))
            for name, errors in self.errors.as_data().items()
            for error in errors
        ]

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Show the engine's refusals at their fields; what is about none of them, at the file."""
        for problem in problems:
            name = problem.field if problem.field in ("kind", "caption") else "file"
            self.add_error(name, forms.ValidationError(problem.message, code=problem.code))


class AttachmentForm(FilesForm):
    """Files for a form of a dinas. Token, sentra and regency say which one; they are not typed, nor
    are the degrees: a script fills them in where the photo itself says so."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    sentra = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    regency = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    latitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def ask_for(self, documents: Sequence[str], missing: Sequence[str]) -> None:
        """Offer what this very form rests on before anything else, the first that is missing
        chosen already."""
        if not documents:
            return
        asked = cast(forms.ChoiceField, self.fields["kind"])
        named = [(AttachmentKind(kind).value, AttachmentKind(kind).label) for kind in documents]
        asked.choices = [*named, *cast(Any, asked.choices)]
        if missing:
            asked.initial = missing[0]

    @property
    def place(self) -> tuple[Decimal, Decimal] | None:
        """Where the sender says the photo was taken; None for what is no point."""
        return point(self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude"))


class LegalActFileForm(FilesForm):
    """The text of a decree or regulation, added by staff."""

    reason_words = WordsField(
        label=_("Alasan"),
        help_text=_("Dari mana naskah ini; boleh kosong."),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = AttachmentKind.DECREE

    @property
    def reason(self) -> str:
        """The words, or that it is the act's text."""
        return str(self.cleaned_data["reason_words"] or _("Naskah dasar hukum"))
