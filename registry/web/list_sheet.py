"""One page of the list form: whose list it is, of which year, which part of it is open, and the
drafts that hold its answers. What is done with the answers stands in list_form.py."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from registry import policy
from registry.changes.drafts import Begun, drop_draft, save_draft
from registry.choices import SubmissionKind
from registry.forms.list_form import PAGE_SIZE, ListForm
from registry.forms.posted import NUL
from registry.forms.proposing import token_in
from registry.models import Draft, Office, Regency, Sentra
from registry.policy import Actor
from registry.queries.campaign import unanswered
from registry.queries.drafts import draft_with_token
from registry.queries.submission import sent_with_token, standings
from registry.queries.tasks import TaskState, offices_of, own_tasks
from registry.web.years import YEAR, with_query, year_asked

OPEN = (TaskState.DUE, TaskState.RETURNED)
LIST_PAGE = "registry/submission/list.html"
OFFICE, CAMPAIGN, REGENCY, PAGE, DRAFT = "kantor", "kampanye", "regency", "page", "draf"
# What an answered line is made of: its answer, its words, the rows it stands on.
PARTS = ("a_", "e_", "b_")


@dataclass(frozen=True)
class Sheet:
    """Whose list it is, and which part of it is open."""

    request: HttpRequest
    actor: Actor
    office: Office
    year: int
    sentra: list[Sentra]
    number: int = 1
    n_pages: int = 1
    # The draft its address names.
    draft: Draft | None = None

    @property
    def asked(self) -> Mapping[str, str]:
        """Which part of the list was asked for."""
        names = (REGENCY, CAMPAIGN)
        return {name: self.request.GET.get(name, "") for name in names}

    @property
    def path(self) -> str:
        """The address of this list, whatever page of it is open."""
        said = {OFFICE: self.office.code, YEAR: self.year}
        return with_query(reverse("list-form"), **said, **self.asked)

    def page_path(self, number: int, regency: str | None = None) -> str:
        """The address of another page of it, or of another regency's."""
        said: dict[str, object] = {OFFICE: self.office.code, YEAR: self.year, **self.asked}
        if regency is not None:
            said[REGENCY] = regency
        return with_query(reverse("list-form"), **said, page=number if number > 1 else "")

    @property
    def n_before(self) -> int:
        """The page before; 0 where there is none."""
        return self.number - 1

    @property
    def n_after(self) -> int:
        """The next page; 0 where there is none."""
        return self.number + 1 if self.number < self.n_pages else 0

    def form(self, **given: Any) -> ListForm:
        """The questions of this page, as they came or as they are opened."""
        data = self.request.POST if self.request.method == "POST" else None
        rows = standings([sentra.pk for sentra in self.sentra], self.year)
        return ListForm(data, sentra=self.sentra, standings=rows, **given)

    def render(
        self, form: ListForm, template: str = LIST_PAGE, *, status: int = 200, **more: object
    ) -> HttpResponse:
        """A page of the list."""
        offices = offices_of(self.actor)
        context = {
            "form": form,
            "sheet": self,
            "office": self.office,
            "offices": offices if len(offices) > 1 else (),
            "year": self.year,
            "regency": self.asked[REGENCY],
            "regencies": _regencies(self.actor, self.office),
            "list_url": self.page_path(self.number),
            **more,
        }
        return render(self.request, template, context, status=status)

    # --- drafts

    def draft_on_it(self) -> Draft | None:
        """The office's newest draft of a list that speaks of a sentra on this page."""
        names = [f"a_{sentra.public_code}" for sentra in self.sentra]
        own = policy.scope(self.actor, Draft.objects.all()).filter(
            office=self.office, kind=SubmissionKind.LIST, year=self.year
        )
        rows = own.filter(typed__has_any_keys=names).order_by("-saved_at") if names else own.none()
        draft: Draft | None = rows.first()
        is_sent = draft is not None and sent_with_token(self.office.pk, draft.token) is not None
        return None if is_sent else draft

    def keep(self, form: ListForm, token: UUID) -> Draft:
        """Partial answers as a draft; what it holds of other pages stays in it. The form goes on
        from it. Raises `DraftMoved`."""
        revision = form.cleaned_data.get("revision") or 0
        typed = {**self._elsewhere(token), **form.typed}
        draft = save_draft(self._begun(token), typed, actor=self.actor, revision=revision)
        form.stand_on(draft.revision)
        return draft

    def set_aside(self, token: UUID, typed: Mapping[str, str]) -> None:
        """Keep lines that do not go along under a token of their own; those that are there stay."""
        before = draft_with_token(self.office, token)
        kept = {**(before.typed if before else {}), **typed}
        revision = before.revision if before else 0
        save_draft(self._begun(token), kept, actor=self.actor, revision=revision)

    def set_aside_elsewhere(self, token: UUID) -> bool:
        """Before a page is sent: what its draft holds of other pages becomes a draft of its own."""
        typed = self._elsewhere(token)
        if not any(name.startswith(PARTS) for name in typed):
            return False
        self.set_aside(elsewhere_token(token), typed)
        return True

    def take_back_elsewhere(self, token: UUID) -> None:
        """The page was not sent: its own draft still holds everything."""
        drop_draft(self.office, elsewhere_token(token))

    def _elsewhere(self, token: UUID) -> dict[str, str]:
        stored = draft_with_token(self.office, token)
        here = set(codes_in(self.request.POST))
        if stored is None or stored.kind != SubmissionKind.LIST:
            return {}
        return {name: said for name, said in stored.typed.items() if name[2:] not in here}

    def _begun(self, token: UUID) -> Begun:
        return Begun(self.office, token, SubmissionKind.LIST.value, None, self.year)


def elsewhere_token(token: UUID) -> UUID:
    """The token of what a draft held of other pages when one of its pages was sent."""
    return uuid5(token, "lain")


def codes_in(names: Collection[str]) -> list[str]:
    """The sentra that a body or a draft speaks of, in order; no code holds NUL."""
    own = (name[2:] for name in names if name.startswith(PARTS) and NUL not in name)
    return list(dict.fromkeys(own))


def sheet_of(request: HttpRequest, actor: Actor) -> Sheet:
    """The page of the list: the lines that were sent, those of a draft, or the next open ones."""
    draft = _draft_asked_for(request, actor)
    offices = offices_of(actor)
    codes: list[str] | None = None
    if request.method == "POST":
        codes = codes_in(request.POST)[: PAGE_SIZE * 2]
    elif draft is not None:
        codes = codes_in(draft.typed)
    office = draft.office if draft is not None else _office(request, actor, offices, codes or [])
    year = year_asked(request, office, draft.token if draft else None)
    rows: Any = own_tasks(actor, year).filter(policy.spoken_for(actor, office.pk))
    if draft is not None and request.method != "POST":
        lines = rows.filter(public_code__in=codes)
        return Sheet(request, actor, office, year, list(lines), draft=draft)
    page = Paginator(_asked_for(request, actor, rows), PAGE_SIZE).get_page(request.GET.get(PAGE))
    lines = page.object_list if codes is None else rows.filter(public_code__in=codes)
    return Sheet(request, actor, office, year, list(lines), page.number, page.paginator.num_pages)


def _draft_asked_for(request: HttpRequest, actor: Actor) -> Draft | None:
    """The draft an address names; a foreign one is as missing as none."""
    reference = request.GET.get(DRAFT, "")
    if not reference:
        return None
    own = policy.scope(actor, Draft.objects.select_related("office__province", "saved_by"))
    draft: Draft | None = own.filter(reference=reference, kind=SubmissionKind.LIST).first()
    if draft is None:
        raise Http404
    return draft


def _asked_for(request: HttpRequest, actor: Actor, rows: models.QuerySet) -> models.QuerySet:
    """What waits for an answer: of a campaign, of one regency, or everything."""
    if asked := request.GET.get(CAMPAIGN, ""):
        return rows.filter(pk__in=unanswered(asked, actor))
    rows = rows.filter(task_state__in=OPEN)
    regency = request.GET.get(REGENCY, "")
    return rows.filter(regency_id=regency) if regency else rows


def _office(request: HttpRequest, actor: Actor, offices: list[Office], codes: list[str]) -> Office:
    """The office named, else the one a draft of this token or the lines belong to, else the
    first. Raises Http404 for one the actor does not work at."""
    named = request.GET.get(OFFICE, "")
    if named:
        found = next((office for office in offices if office.code == named), None)
        if found is None:
            raise Http404
        return found
    token = token_in(request.POST.get("token"))
    for office in offices[1:]:
        if token is not None and draft_with_token(office, token) is not None:
            return office
        own = policy.own_sentra(actor).filter(policy.spoken_for(actor, office.pk))
        if codes and not request.GET and own.filter(public_code=codes[0]).exists():
            return office
    return offices[0]


def _regencies(actor: Actor, office: Office) -> list[Regency]:
    """For a province: its regencies to choose from."""
    if office.regency_id or not office.province_id:
        return []
    own = Regency.objects.filter(province_id=office.province_id, valid_to__isnull=True)
    return list(own.order_by("name"))
