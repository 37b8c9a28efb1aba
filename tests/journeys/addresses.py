"""Every address of the registry out of the URLconf, and one object of each kind in a region, to
fill its parameters with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from registry import policy
from registry.admin.desk_urls import PAGES
from registry.changes.drafts import Begun, save_draft
from registry.changes.invitation import Offer, store
from registry.models import (
    Attachment,
    Campaign,
    Draft,
    Invitation,
    Mandate,
    Office,
    Sentra,
    SubmissionAct,
)
from registry.web import account_urls
from sentra.accounts.models import ApiToken, User
from sentra.lib.dates import today_wib
from tests.factories import make_attachment, make_mandate, make_sentra, make_user
from tests.factories.api_token import make_api_token
from tests.factories.assets import make_asset
from tests.factories.campaigns import drawn, make_campaign, opened
from tests.factories.grants import make_grant
from tests.factories.parts import make_legal_act
from tests.registry.proposing import corrects, proposed

# What no foreign object has, for a comparison with what does not exist.
MISSING = {
    "public_code": "ST-ZZZZZZ-Z",
    "receipt_number": "SUB-2026-99-999999",
    "reference": "DRF-ZZZZZZZZ",
    "code": "kantor-yang-tidak-ada",
    "pk": 999_999_999,
    "position": 1,
}


@dataclass(frozen=True)
class Route:
    """One address: its name (with its namespace), and the names of its parameters."""

    name: str
    parameters: tuple[str, ...]

    @property
    def line(self) -> str:
        """The name its line of the matrix has: the files of a list are the list."""
        return self.name.removesuffix("-csv").removesuffix("-json").removesuffix("-xlsx")

    @property
    def is_about_a_place(self) -> bool:
        """Whether it is answered differently about one's own region and about another."""
        return bool(self.parameters) or self.name in NAMED_IN_THE_BODY

    def path(self, values: dict[str, Any]) -> str:
        """With its parameters filled in."""
        return reverse(self.name, kwargs={k: values[k] for k in self.parameters})


DESK = frozenset(name for _route, _view, name in PAGES)
NAMED_IN_THE_BODY = frozenset({"attachments", "review-together", "api-token-revoke"})


def routes(prefix: str) -> list[Route]:
    """Every named address below a prefix; of /akun/ ours, of /admin/ the pages beside the nouns."""
    ours = {pattern.name for pattern in account_urls.urlpatterns}
    found = []
    for path, space, pattern in _walk(get_resolver().url_patterns, "", ""):
        if not path.startswith(prefix):
            continue
        if prefix == "akun/" and pattern.name not in ours:
            continue
        if prefix == "admin/" and pattern.name not in DESK:
            continue
        assert pattern.name, f"{path} has no name, so no line of the matrix can speak of it"
        found.append(Route(f"{space}{pattern.name}", tuple(pattern.pattern.converters)))
    return found


def _walk(patterns: Any, before: str, space: str) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield path, space, pattern


@dataclass(frozen=True)
class Place:
    """One region with one object of every kind in it."""

    office: Office
    sender: User
    sentra: Sentra
    act: SubmissionAct
    draft: Draft
    attachment: Attachment
    invitation: Invitation
    mandate: Mandate
    head: Mandate
    member: User
    legal_act: int
    campaign: Campaign
    grant: str
    asset: str
    token: ApiToken

    def values(self, name: str) -> dict[str, Any]:
        """The parameters of an address, by its name."""
        keys = {
            "attachment": self.attachment.pk,
            "attachment-small": self.attachment.pk,
            "attachment-withdraw": self.attachment.pk,
            "office-revoke": self.invitation.pk,
            "office-end": self.mandate.pk,
            "office-hand-over": self.head.pk,
            "office-reset": self.member.pk,
            "admin:legal-act-files": self.legal_act,
        }
        codes = {
            "office": self.office.code,
            "campaign": self.campaign.code,
            "api-grant": self.grant,
            "propose-progress": self.grant,
            "propose-funding-new": self.office.regency_id or self.office.province_id or "",
            "object-asset": self.asset,
        }
        plain = name.removeprefix("admin:")
        code = next((c for start, c in codes.items() if plain.startswith(start)), None)
        return {
            **CLOSED,
            "public_code": self.sentra.public_code,
            "receipt_number": self.act.submission.receipt_number,
            "receipt": self.act.submission.receipt_number,
            "position": 1 if plain == "campaign-finding" else self.act.position,
            "reference": self.draft.reference,
            "pk": keys.get(name, self.sentra.pk),
            "code": code or self.sentra.public_code,
            "label": "registry.sentra",
            "version": self.sentra.version,
            **BY_NAME.get(name, {}),
        }

    def body(self, name: str) -> dict[str, Any]:
        """What is sent along, where an address says nothing without."""
        if name == "attachments":
            return {"token": str(self.attachment.token), "sentra": self.sentra.public_code}
        if name == "attachment-withdraw":
            return {"version": self.attachment.version}
        if name == "withdraw":
            return {"act": self.act.pk, "version": self.act.version}
        if name == "review-together":
            return {"usulan": self.act.pk}
        if name == "api-token-revoke":
            return {"digest": self.token.pk}
        return {}


# Parameters out of a closed list, the same everywhere.
CLOSED = {"what": "village", "kind": "split", "definition": "sentra.count", "act": uuid4()}
BY_NAME: dict[str, dict[str, Any]] = {
    "admin:brief": {"code": "32"},
    "admin:bulk": {"code": "recognition"},
    "admin:help-picture": {"name": "tidak-ada"},
    "admin:filter-forget": {"pk": 1},
}


def furnished(office: Office, sender: User) -> Place:
    """An office with a sentra and everything an office may have around it."""
    region = {"province": office.province_id, "regency": office.regency_id}
    sentra = make_sentra(name=f"Sentra {office}", **region)
    act = proposed(sender, sentra, corrects(sentra, hamlet="Kidul"))
    token, actor = uuid4(), policy.actor_for(sender)
    begun = Begun(office, token, "correct", sentra, today_wib().year)
    member = make_user(label=f"rekan {office}")
    heads = Mandate.objects.filter(office=office, role="office_head")
    campaign = opened(make_campaign(frame=f"regency={office.regency_id}"))
    drawn(campaign, 1)
    return Place(
        office=office,
        sender=sender,
        sentra=sentra,
        act=act,
        draft=save_draft(begun, {"own_note": "x"}, actor=actor, revision=0),
        attachment=make_attachment(
            office, sender, token=str(act.submission.token), sentra=sentra.public_code
        ),
        invitation=store(Offer(office, "regency_operator", uuid4()), actor=actor)[0],
        mandate=make_mandate(member, office, "regency_operator"),
        head=heads.first() or make_mandate(make_user(), office, "office_head"),
        member=member,
        legal_act=make_legal_act(sentra).pk,
        campaign=campaign,
        grant=make_grant(**region).code,
        asset=make_asset(None, **region).code,
        token=make_api_token(sender)[0],
    )
