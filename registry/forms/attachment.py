"""What somebody fills in to attach files: which form they belong to, what they show, and the files.
What a file may be is judged by its content (registry/changes/attachment.py), not here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from registry.changes.attachment import Upload
from registry.changes.fields import REQUIRED, TOO_LONG
from registry.forms.fields import WordsField
from registry.models.attachment import AttachmentKind
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


class AttachmentForm(forms.Form):
    """Files for a form of a dinas. Token, sentra and regency say which one; they are not typed."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    sentra = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    regency = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=AttachmentKind.choices,
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
    # Filled by the script where the photo itself says so; nobody types degrees here.
    latitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_caption(self) -> str:
        """No longer than the column."""
        words = str(self.cleaned_data["caption"])
        if len(words) > CAPTION_LENGTH:
            sentence = TOO_LONG.sentence(words, length=len(words), limit=CAPTION_LENGTH)
            raise forms.ValidationError(sentence, code=TOO_LONG.code)
        return words

    @property
    def token_given(self) -> UUID | None:
        """The token, once the form was read."""
        return self.cleaned_data.get("token")

    @property
    def place(self) -> tuple[Decimal, Decimal] | None:
        """Where the sender says the photo was taken; None for what is no point."""
        return point(self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude"))

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
        """Show the engine's refusals at their fields."""
        for problem in problems:
            field = problem.field if problem.field in self.fields else None
            visible = field if field in ("kind", "file", "caption") else "file"
            self.add_error(visible, forms.ValidationError(problem.message, code=problem.code))
