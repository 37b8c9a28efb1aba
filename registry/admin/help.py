"""The page that explains the desk: keys, what each role does here, and pictures of it where the
test run has made them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.desk import actor_of
from registry.choices import Role

# By the name of the file; the words are what the picture shows.
PICTURES: Mapping[str, str | Promise] = {
    "beranda": gettext_lazy("Beranda: setiap angka membuka daftarnya"),
    "daftar": gettext_lazy("Daftar sentra: centang barisnya, pilih tindakan, lalu Pratinjau"),
    "pratinjau": gettext_lazy("Pratinjau: nilai lama dan baru setiap baris"),
    "sentra": gettext_lazy("Halaman satu sentra dengan semua barisnya"),
    "riwayat": gettext_lazy("Riwayat: siapa, kapan, mengapa, dan setiap isian"),
    "batalkan": gettext_lazy("Membatalkan satu tindakan seluruhnya"),
    "ringkasan": gettext_lazy("Ringkasan satu provinsi pada selembar A4"),
    "tugas": gettext_lazy("Yang dilihat dinas: tugas sentra wilayahnya"),
    "portal": gettext_lazy("Yang dilihat semua orang: halaman publik satu sentra"),
}


@dataclass(frozen=True)
class Picture:
    """One picture that is there, with its words."""

    name: str
    words: str


def picture_path(name: str) -> Path:
    """Where the picture of this name lies, once it is made."""
    return Path(settings.HELP_PICTURES_DIR) / f"{name}.png"


def help_view(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Keys and the usual tasks, those of the reader's role first."""
    context = {
        **site.each_context(request),
        "title": _("Bantuan"),
        "is_ministry_admin": Role.MINISTRY_ADMIN in actor_of(request).roles,
        "pictures": [
            Picture(name, str(words))
            for name, words in PICTURES.items()
            if picture_path(name).is_file()
        ],
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, "admin/help.html", context)


def help_picture(request: HttpRequest, site: admin.AdminSite, name: str) -> HttpResponseBase:
    """One picture of the closed list."""
    if name not in PICTURES or not picture_path(name).is_file():
        raise Http404(_("Gambar itu belum dibuat."))
    return FileResponse(picture_path(name).open("rb"), content_type="image/png")
