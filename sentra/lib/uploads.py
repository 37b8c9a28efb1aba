"""A limit of its own for uploaded files: Django's limit of a request leaves them out. What is over
it is thrown away while it arrives and remembered on the request; the form says so."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sentra.lib.problems import problem_code

UPLOAD_TOO_LARGE = problem_code(
    "upload.too_large",
    _("Berkas itu lebih besar dari {value} MB, jadi tidak diterima. Kecilkan, lalu kirim lagi."),
)


class SizeLimit(FileUploadHandler):
    """The first of the handlers: it keeps nothing and lets what is small enough pass."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the piece on, or give the file up."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self.request.too_large_uploads = too_large_uploads(self.request) + 1  # type: ignore[union-attr,arg-type]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Others keep the file."""


def too_large_uploads(request: HttpRequest) -> int:
    """How many files of this request were thrown away for their size."""
    return getattr(request, "too_large_uploads", 0)
