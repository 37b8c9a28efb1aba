"""Every address of the registry, by surface."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, re_path

from sentra.lib import web
from sentra.lib.reading import unknown_path

# Before `admin.site.urls` is read: the admin has no login form of its own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", web.healthz, name="healthz"),
    path("readyz", web.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("akun/", include("registry.web.account_urls")),
    path("akun/", include("allauth.urls")),
    path("api/v1/", include("registry.api.urls")),
    path("api/v1/", include("dak.api.urls")),
    re_path(r"^api/", unknown_path),
    path("dak/", include("dak.web.urls")),
    path("tugas/periksa/", include("registry.web.review_urls")),
    path("tugas/kantor/", include("registry.web.office_urls")),
    path("tugas/", include("registry.web.dinas_urls")),
    path("", include("registry.web.public_urls")),
]

handler400 = "sentra.lib.web.bad_request"
handler403 = "sentra.lib.web.permission_denied"
handler404 = "sentra.lib.web.not_found"
handler500 = "sentra.lib.web.server_error"
