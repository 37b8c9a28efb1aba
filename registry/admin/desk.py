"""What every page of the admin has in common: rights by policy, lists that know their parameters,
history from events, nothing deleted and nothing written beside the engine."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry import policy
from registry.admin.changelist import BadListRequest, DeskChangeList, NoFilters
from registry.models import Record, Submission
from registry.policy import Actor
from registry.queries.finding import found
from registry.queries.history import HistoryAct, row_history
from sentra.lib.filtering import StrictFilterSet

ACTS_PER_PAGE = 30


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request, with his mandates; read once per request."""
    known = getattr(request, "desk_actor", None)
    if known is None or known.user_id != request.user.pk:
        known = policy.actor_for(request.user)
        request.desk_actor = known  # type: ignore[attr-defined]
    return known


def waiting_words(proposed: Submission) -> str:
    """What a person reads whose act waits for somebody else; nothing was written yet."""
    return _(
        "Menunggu persetujuan orang kedua: %(number)s. Catatannya belum berubah; petugas"
        " kementerian yang lain memutuskannya di daftar usulan."
    ) % {"number": proposed.receipt_number}


class DeskAdmin(admin.ModelAdmin):
    """A page of the desk. Without kinds of its own it can be looked at and not changed."""

    # The kinds whose permission opens adding and changing; empty where nobody may.
    add_action = ""
    change_action = ""
    # Whether it stands in the menu; a noun that only serves type-ahead does not.
    is_listed = True
    # The place of the noun in the quick search of the header; 0 leaves it out.
    quick_rank = 0
    # The noun's one FilterSet, the same as on pages and in the API.
    filterset: type[StrictFilterSet] = NoFilters

    actions = None
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("pk",)
    object_history_template = "admin/object_history.html"

    # --- rights

    def has_module_permission(self, request: HttpRequest) -> bool:
        """In the menu for whoever may open the admin."""
        return self.is_listed and self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Everything on the desk may be looked at."""
        return policy.can(actor_of(request), "admin.open")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """By the kind that records the noun."""
        return bool(self.add_action) and policy.can(actor_of(request), self.add_action)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the kind that corrects the noun, on this row; nothing withdrawn is corrected."""
        if self._is_whole and obj is not None and obj.is_withdrawn:  # type: ignore[attr-defined]
            return False
        return bool(self.change_action) and policy.can(actor_of(request), self.change_action, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never: a record is closed or withdrawn, with a date and a reason."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What the actor may see; no list, search or type-ahead has withdrawn records."""
        rows: Any = policy.scope(actor_of(request), super().get_queryset(request))
        is_list = not getattr(request, "desk_by_key", False)
        return rows.in_force() if self._is_whole and is_list else rows

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """One row by its key: a withdrawn record keeps its page and its history."""
        request.desk_by_key = True  # type: ignore[attr-defined]
        try:
            return super().get_object(request, object_id, from_field)
        finally:
            request.desk_by_key = False  # type: ignore[attr-defined]

    @property
    def _is_whole(self) -> bool:
        return bool(getattr(self.model, "withdrawn_whole", False))

    # --- Django's own log rests; history is in the events

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Nothing."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Nothing."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> Any:
        """Nothing."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[Any]:
        """Nothing."""
        return []

    # --- lists

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DeskChangeList]:
        """Lists that refuse what they do not understand."""
        return DeskChangeList

    def dressed(self, rows: list[Any]) -> list[Any]:
        """The rows of one page with what their columns need; a constant number of statements."""
        return rows

    def beside(self, row: Any) -> SafeString:
        """What must stand beside a row wherever it is named; nouns may say something."""
        return SafeString("")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By folded names, codes and words."""
        return found(queryset, search_term), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, or a page that says which parameter it does not know."""
        try:
            return super().changelist_view(request, extra_context)
        except BadListRequest as refusal:
            context = {**self.admin_site.each_context(request), "problems": refusal.problems}
            return render(request, "admin/400.html", context, status=400)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With the door to the history, where the noun has one."""
        context["has_history"] = issubclass(self.model, Record)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- history

    def acts(self, obj: Model) -> list[HistoryAct]:
        """The acts that wrote this record; with its parts where it has any."""
        return row_history(type(obj), obj.pk, with_account=True)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who, when, why, and each field before and after."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not issubclass(self.model, Record):
            raise Http404(_("Catatan ini ditulis mesin dan tidak beriwayat."))
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404(_("Catatan itu tidak ada."))
        pages = Paginator(self.acts(obj), ACTS_PER_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Riwayat: %(object)s") % {"object": obj},
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": obj,
            "opts": self.opts,
            "acts": page.object_list,
            "page_obj": page,
            "is_paginated": pages.num_pages > 1,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, self.object_history_template, context)

    # --- deleting

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refused for everybody, whether the row exists or not."""
        raise PermissionDenied(_("Catatan tidak dihapus; tutup atau tarik dengan alasan."))

    def to_change_page(self, obj: Model) -> HttpResponse:
        """Back to the page of a record."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(name, quote(obj.pk))


class ReadOnlyAdmin(DeskAdmin):
    """What machines write: to be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False
