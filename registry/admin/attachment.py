"""Attached files at the ministry's desk: looked at, withdrawn with a reason, put back."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.changelist import list_filters
from registry.admin.desk import DeskAdmin, actor_of
from registry.admin.standing import with_standing
from registry.changes.attachment import restore, withdraw
from registry.filters.attachment import AttachmentFilterSet
from registry.forms.bulk import ReasonForm
from registry.models import Attachment, Sentra
from registry.queries.attachments import attachments, shown
from registry.queries.sentra_rows import lay_standing
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected, Problem

VERBS: dict[str, tuple[Callable[..., None], str, Any]] = {
    "withdraw": (withdraw, "attachment.withdraw", gettext_lazy("Lampiran ditarik.")),
    "restore": (restore, "attachment.restore", gettext_lazy("Lampiran dipulihkan.")),
}
DETAIL_PAGE = "admin/registry/attachment/detail.html"


@admin.register(Attachment)
class AttachmentAdmin(DeskAdmin):
    """Every attachment, newest first; nothing is added, edited or deleted here."""

    filterset = AttachmentFilterSet
    list_display = ("named", "kind", "office", "about", "place", "uploaded_at", "in_force")
    list_display_links = ("named",)
    list_filter = list_filters(AttachmentFilterSet, "kind", "place", "province", "withdrawn")
    ordering = ("-uploaded_at", "-pk")

    @admin.display(description=gettext_lazy("keterangan"))
    def named(self, attachment: Attachment) -> str:
        """Its words, or what it is."""
        return attachment.caption or str(attachment)

    @admin.display(description=gettext_lazy("sentra"))
    def about(self, attachment: Attachment) -> SafeString:
        """The sentra it speaks of, where one is named, and how it stands."""
        return with_standing(_sentra_of(attachment))

    def dressed(self, rows: list[Attachment]) -> list[Attachment]:
        """With the standing of every sentra of the page: one statement."""
        lay_standing(_sentra_of(attachment) for attachment in rows)
        return rows

    @admin.display(description=gettext_lazy("letak foto"), ordering="place_verdict")
    def place(self, attachment: Attachment) -> str:
        """The verdict in words."""
        return shown(attachment).place_words or "–"

    @admin.display(description=gettext_lazy("berlaku"), boolean=True, ordering="is_withdrawn")
    def in_force(self, attachment: Attachment) -> bool:
        """Not withdrawn."""
        return not attachment.is_withdrawn

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        """What the actor may see, with everything a line names."""
        return policy.scope(actor_of(request), attachments())

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One attachment. Not the stock change form: it opens no transaction of its own."""
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404
        if request.method != "POST":
            return self._page(request, found, ReasonForm())
        return self._close(request, found)

    def _close(self, request: HttpRequest, found: Attachment) -> HttpResponse:
        form = ReasonForm(request.POST)
        verb, kind, done = VERBS.get(request.POST.get("verb", ""), (None, "", ""))
        if verb is None or not policy.can(actor_of(request), kind, found):
            raise PermissionDenied
        if not form.is_valid():
            return self._page(request, found, form, status=422)
        seen = plain_number(request.POST.get("version"))
        try:
            verb(
                found,
                actor=actor_of(request),
                version_shown=-1 if seen is None else seen,
                reason=form.reason[1],
            )
        except ChangeRejected as refusal:
            found.refresh_from_db()
            return self._page(request, found, form, problems=refusal.problems, status=409)
        messages.success(request, done)
        return self.to_change_page(found)

    def _page(
        self,
        request: HttpRequest,
        found: Attachment,
        form: ReasonForm,
        *,
        problems: tuple[Problem, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": found.caption or str(found),
            "file": shown(found),
            "attachment": found,
            "form": form,
            "problems": problems,
            "may_close": policy.can(actor_of(request), "attachment.withdraw", found),
        }
        return render(request, DETAIL_PAGE, context, status=status)


def _sentra_of(attachment: Attachment) -> Sentra | None:
    legal_act = attachment.legal_act
    return attachment.sentra or (legal_act.sentra if legal_act is not None else None)
