"""The pages on which a sentra is merged, split, moved or renamed: what happened, then its form,
then old → new of every row, then one reason and one act. Works without a script; whatever was typed
travels along. The verbs are registry.changes.succession."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.bulk import fingerprint
from registry.admin.conflict import moved_rows
from registry.admin.desk import actor_of, waiting_words
from registry.changes.change import Act, Applied
from registry.changes.desk import apply_or_propose
from registry.changes.drafting import Drafting
from registry.changes.preview import Preview, preview
from registry.choices import ChangeSource, SentraSuccessionKind
from registry.forms.bulk import ReasonForm
from registry.forms.succession import FORMS, MORE_PARTS, EndingForm, SuccessionForm, n_parts
from registry.models import Sentra, SentraStatus, Submission
from registry.rules.succession import NEWER
from sentra.lib.problems import ChangeConflict, ChangeRejected, Conflict, Problem

APPLY, BACK, MORE, PICK, TICK, SHOWN = "_apply", "_back", "_more", "_pick", "_tick", "shown"
NOT_TYPED = {
    *("csrfmiddlewaretoken", APPLY, BACK, MORE, PICK, TICK, SHOWN),
    *("_reapply", "_preview", "back"),
}
REASON = ("reason_code", "reason_text")
EXPLAINED = {
    "merged": gettext_lazy("Sentra ini berlanjut dalam satu sentra lain, atau tercatat dua kali."),
    "split": gettext_lazy("Sentra ini berlanjut dalam beberapa sentra."),
    "moved": gettext_lazy("Sentra yang sama, tempatnya lain."),
    "renamed": gettext_lazy("Sentra yang sama, namanya lain."),
}
QUESTIONS = {
    "merged": gettext_lazy("Gabung ke sentra lain"),
    "split": gettext_lazy("Pecah menjadi beberapa sentra"),
    "moved": gettext_lazy("Pindah tempat"),
    "renamed": gettext_lazy("Ganti nama"),
}


def choose_event(request: HttpRequest, site: admin.AdminSite, pk: int) -> HttpResponse:
    """What happened: four doors."""
    sentra = _sentra(request, pk)
    events = [
        (QUESTIONS[kind], EXPLAINED[kind], reverse("admin:sentra-event-kind", args=[pk, kind]))
        for kind in FORMS
    ]
    context = {**_frame(request, site, sentra, _("Apa yang terjadi?")), "events": events}
    return render(request, "admin/event.html", context)


def event_view(request: HttpRequest, site: admin.AdminSite, pk: int, kind: str) -> HttpResponse:
    """The form of one event, its preview, and the act."""
    form_class, sentra = FORMS.get(kind), _sentra(request, pk)
    if form_class is None:
        raise Http404(_("Peristiwa ini tidak ada."))
    desk = _EventDesk(request, site, sentra, form_class)
    return desk.answer() if request.method == "POST" else desk.form_page(desk.empty({}))


def _sentra(request: HttpRequest, pk: int) -> Sentra:
    sentra = Sentra.objects.in_force().with_places().filter(pk=pk).first()
    if sentra is None:
        raise Http404(_("Sentra ini tidak ada, atau sudah ditarik."))
    if not policy.can(actor_of(request), "sentra_succession.record", sentra):
        raise PermissionDenied(policy.refusal("sentra_succession.record"))
    return sentra


def _frame(
    request: HttpRequest, site: admin.AdminSite, sentra: Sentra, title: Any
) -> dict[str, Any]:
    request.current_app = site.name  # type: ignore[attr-defined]
    return {
        **site.each_context(request),
        "title": title,
        "sentra": sentra,
        "opts": Sentra._meta,
        "list_url": reverse("admin:registry_sentra_changelist"),
        "sentra_url": reverse("admin:registry_sentra_change", args=[sentra.pk]),
        "choose_url": reverse("admin:sentra-event", args=[sentra.pk]),
    }


class _EventDesk:
    """One request on one event."""

    def __init__(
        self,
        request: HttpRequest,
        site: admin.AdminSite,
        sentra: Sentra,
        form_class: type[SuccessionForm],
    ) -> None:
        self.request, self.sentra, self.form_class = request, sentra, form_class
        self.kind = form_class.kind
        self.data: QueryDict = request.POST.copy()
        self.frame = _frame(request, site, sentra, QUESTIONS[self.kind.value])

    # --- steps

    def answer(self) -> HttpResponse:
        """The next page after a press."""
        data = self.data
        if PICK in data:
            name, _equals, code = str(data[PICK]).partition("=")
            data[name] = code
        if MORE in data:
            data["n_parts"] = str(n_parts(data, MORE_PARTS))
        if BACK in data or MORE in data or PICK in data:
            return self.form_page(self.empty(data))
        if TICK in data:
            data.setlist("withdrawn", [*data.getlist("withdrawn"), *data.getlist(TICK)])
        form = self.form_class(data, sentra=self.sentra)
        if not form.is_valid():
            return self.form_page(form, status=422)
        return self.apply_or_show(form)

    def apply_or_show(self, form: SuccessionForm) -> HttpResponse:
        """Apply exactly what was shown, or show what would change now."""
        reason = ReasonForm(self.data if APPLY in self.data else None, initial=self._reason())
        act = Act(form.changes(), actor_of(self.request), ChangeSource.ADMIN, "-")
        conflicts = self._conflicts(act)
        if conflicts:
            return self.conflict_page(act, conflicts)
        has_moved = APPLY in self.data and self.data.get(SHOWN) != fingerprint(act.changes)
        problems: tuple[Problem, ...] = ()
        if APPLY in self.data and not has_moved and reason.is_valid():
            code, words = reason.reason
            try:
                settled = apply_or_propose(replace(act, reason=words, reason_code=code or "other"))
            except ChangeConflict as conflict:
                return self.conflict_page(act, conflict.conflicts)
            except ChangeRejected as refused:
                problems = refused.problems
            else:
                return self._done(settled)
        return self.preview_page(form, act, reason, problems, has_moved=has_moved)

    def _conflicts(self, act: Act) -> list[Conflict]:
        drafting = Drafting(act)
        drafting.draft(lock=False)
        return drafting.conflicts

    def _done(self, settled: Applied | Submission) -> HttpResponse:
        """Say that it is recorded, or that it waits for somebody else."""
        if isinstance(settled, Submission):
            messages.warning(self.request, waiting_words(settled))
            return redirect(self.frame["sentra_url"])
        words = _("%(event)s: tercatat dalam satu tindakan, %(act)s.")
        label = SentraSuccessionKind(self.kind).label
        messages.success(self.request, words % {"event": label, "act": settled.act})
        return redirect(self.frame["sentra_url"])

    # --- pages

    def empty(self, typed: Mapping[str, Any]) -> SuccessionForm:
        """The form with what was typed, not judged yet."""
        initial: dict[str, Any] = {name: typed[name] for name in typed}
        if isinstance(typed, QueryDict) and "withdrawn" in typed:
            initial["withdrawn"] = typed.getlist("withdrawn")
        return self.form_class(sentra=self.sentra, initial=initial)

    def form_page(self, form: SuccessionForm, status: int = 200) -> HttpResponse:
        """The fields of the event."""
        context = {
            **self.frame,
            "form": form,
            "explained": EXPLAINED[self.kind.value],
            "can_add": hasattr(form, "n"),
            "kept": list(self._reason().items()),
            "errors_title": _("Belum dapat dipratinjau"),
        }
        return render(self.request, "admin/event_form.html", context, status=status)

    def preview_page(
        self,
        form: SuccessionForm,
        act: Act,
        reason: ReasonForm,
        refused: tuple[Problem, ...],
        *,
        has_moved: bool,
    ) -> HttpResponse:
        """Old → new of every row, what stands in the way, and why."""
        shown: Preview = preview(act)
        told = [*(p for row in shown.rows for p in row.problems), *shown.problems]
        fresh = [p for p in refused if p.message not in {one.message for one in told}]
        context = {
            **self.frame,
            "form": reason,
            "shown": shown,
            "problems": [*fresh, *told],
            "explained": EXPLAINED[self.kind.value],
            "button": _("Terapkan"),
            "back": self.frame["sentra_url"],
            "back_words": self.sentra.name,
            "kept": [*self._typed(), (SHOWN, fingerprint(act.changes))],
            "has_moved": has_moved,
            "offered": self._offered(form, told),
            "may_apply": not told,
        }
        status = 422 if told or fresh or has_moved or reason.errors else 200
        return render(self.request, "admin/act_preview.html", context, status=status)

    def _offered(self, form: SuccessionForm, told: list[Problem]) -> list[tuple[str, str]]:
        """Statements that stand in the way and may be withdrawn in the same act."""
        is_asked = any(problem.code == NEWER.code for problem in told)
        return form.in_the_way() if is_asked and isinstance(form, EndingForm) else []

    def _reason(self) -> dict[str, str]:
        return {name: str(self.data[name]) for name in REASON if self.data.get(name)}

    def _typed(self) -> list[tuple[str, str]]:
        names = [name for name in self.data if name not in NOT_TYPED and name not in REASON]
        return [(name, value) for name in names for value in self.data.getlist(name)]

    def conflict_page(self, act: Act, conflicts: Any) -> HttpResponse:
        """What moved since the form was opened; what was typed goes on on top of it."""
        self.data["base_version"] = str(Sentra.objects.get(pk=self.sentra.pk).version)
        pairs = self.data.getlist("withdrawn")
        stored = SentraStatus.objects.in_force().filter(sentra=self.sentra)
        versions = {str(pk): version for pk, version in stored.values_list("pk", "version")}
        ticked = [pair.partition(":")[0] for pair in pairs]
        fresh = [f"{pk}:{versions[pk]}" for pk in ticked if pk in versions]
        self.data.setlist("withdrawn", fresh)
        context = {
            **self.frame,
            "title": _("Catatan ini berubah sejak Anda membukanya"),
            "original": self.sentra,
            "rows": moved_rows(act, conflicts),
            "resubmit": [*self._typed(), *self._reason().items()],
            "retry_url": self.request.path,
        }
        return render(self.request, "admin/conflict.html", context, status=409)
