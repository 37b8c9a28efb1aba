"""Addresses of an office's people, below /tugas/kantor/."""

from django.urls import path

from registry.web import account, invitation, office

urlpatterns = [
    path("", office.home, name="office-home"),
    path("<slug:code>/", office.people, name="office-people"),
    path("<slug:code>/undang/", invitation.make, name="office-invite"),
    path("<slug:code>/undangan/<int:pk>/batalkan/", invitation.cancel, name="office-revoke"),
    path("<slug:code>/mandat/<int:pk>/akhiri/", office.end, name="office-end"),
    path("<slug:code>/mandat/<int:pk>/serah-terima/", office.pass_on, name="office-hand-over"),
    path("<slug:code>/akun/<int:pk>/pulihkan/", account.reset, name="office-reset"),
]
