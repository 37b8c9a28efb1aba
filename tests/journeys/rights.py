"""What the house promises about who gets in where, as rules over mandates: the other half of
permissions.txt. Nothing here asks registry.policy; that is what the rules judge."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from registry.choices import Role
from registry.models import Mandate
from sentra.accounts.models import User
from tests.journeys.addresses import Place

# How an address answers: `reached` is any answer of the page itself, a refused form included.
REACHED, LOGIN, DENIED, MISSING, UNSERVED, BROKEN = (
    "reached",
    "login",
    "denied",
    "missing",
    "unserved",
    "broken",
)
STATUSES = {401: LOGIN, 403: DENIED, 404: MISSING, 405: UNSERVED}

DINAS = {Role.REGENCY_OPERATOR, Role.PROVINCE_OFFICER, Role.OFFICE_HEAD}
REVIEWERS = {Role.PROVINCE_OFFICER, Role.OFFICE_HEAD}
MINISTRY = {Role.MINISTRY_STAFF, Role.MINISTRY_ADMIN}


def judged(status: int, location: str) -> str:
    """The answer in one of these words."""
    logins = (reverse("account_login"), reverse("admin:login"))
    if status >= 500:
        return BROKEN
    if status in (301, 302) and location.startswith(logins):
        return LOGIN
    return STATUSES.get(status, REACHED)


@dataclass(frozen=True)
class Who:
    """Somebody with mandates: (role, office, region) each. Nobody at all has no account."""

    account: int | None = None
    mandates: tuple[tuple[str, int, str], ...] = ()

    def holds(self, roles: set[Role]) -> bool:
        """Any of these roles, anywhere."""
        return any(role in roles for role, _office, _region in self.mandates)

    def covers(self, place: Place, roles: set[Role]) -> bool:
        """One of these roles over the region of the place, itself or the province around it."""
        here = {place.office.province_id, place.office.regency_id or place.office.province_id}
        return any(role in roles and region in here for role, _office, region in self.mandates)

    def works_at(self, place: Place, roles: set[Role]) -> bool:
        """One of these roles at the very office of the place."""
        return any(
            role in roles and office == place.office.pk for role, office, _region in self.mandates
        )


def who(user: User | None) -> Who:
    """Somebody as the table of mandates has him."""
    if user is None:
        return Who()
    rows = Mandate.objects.filter(user=user).order_by("pk")
    return Who(user.pk, tuple((row.role, row.office_id, row.region_code) for row in rows))


Rule = Callable[[Who, Place], str]


def _seen(is_so: bool) -> str:
    """What is not there for somebody is as missing as what never was."""
    return REACHED if is_so else MISSING


def _allowed(is_so: bool) -> str:
    return REACHED if is_so else DENIED


def _about(is_addressed: bool, is_so: bool) -> str:
    """Refused in words to whoever never does such a thing, missing to whoever does it elsewhere."""
    return _seen(is_so) if is_addressed else DENIED


# For whoever has an account; see `expected` for the public.
RULES: dict[str, Rule] = {
    "anyone": lambda w, p: REACHED,
    "account": lambda w, p: REACHED,
    "-": lambda w, p: UNSERVED,
    # A dinas: its tasks, what it proposes about its region, what hangs on its own office.
    "dinas": lambda w, p: _allowed(w.holds(DINAS)),
    "dinas-or-nothing": lambda w, p: _seen(w.holds(DINAS)),
    "dinas-there": lambda w, p: _about(w.holds(DINAS), w.covers(p, DINAS)),
    "office-form": lambda w, p: _about(w.holds(DINAS), w.works_at(p, DINAS)),
    "own-office": lambda w, p: _seen(w.works_at(p, DINAS)),
    # What was sent: its office, the province above, the ministry.
    "sees": lambda w, p: _seen(w.holds(MINISTRY) or w.covers(p, DINAS)),
    "file": lambda w, p: _seen(w.holds(MINISTRY) or w.covers(p, DINAS)),
    "takes-back": lambda w, p: (
        _allowed(w.works_at(p, DINAS)) if RULES["sees"](w, p) == REACHED else MISSING
    ),
    # Whoever decides a step of the chain.
    "reviewers": lambda w, p: _allowed(w.holds(MINISTRY | REVIEWERS)),
    "reviews-there": lambda w, p: _about(
        w.holds(MINISTRY | REVIEWERS), w.holds(MINISTRY) or w.covers(p, REVIEWERS)
    ),
    "decides": lambda w, p: (
        _allowed(w.holds(MINISTRY | REVIEWERS)) if RULES["sees"](w, p) == REACHED else MISSING
    ),
    # The ministry's desk.
    "desk": lambda w, p: _allowed(w.holds(MINISTRY)),
    "desk-but-not-so": lambda w, p: UNSERVED if w.holds(MINISTRY) else DENIED,
    "desk-but-nothing": lambda w, p: MISSING if w.holds(MINISTRY) else DENIED,
    "desk-admin": lambda w, p: _allowed(w.holds({Role.MINISTRY_ADMIN})),
    # People: whoever heads the office, and the ministry's admin.
    "leads": lambda w, p: _allowed(w.holds({Role.OFFICE_HEAD, Role.MINISTRY_ADMIN})),
    "leads-there": lambda w, p: _seen(
        w.holds({Role.MINISTRY_ADMIN}) or w.works_at(p, {Role.OFFICE_HEAD})
    ),
    "own-account": lambda w, p: _seen(w.account == p.sender.pk),
}
# Answered before anybody is asked to sign in.
BEFORE_LOGIN = {"anyone": REACHED, "-": UNSERVED, "file": MISSING}


def expected(rule: str, somebody: Who, place: Place) -> str:
    """What a rule promises."""
    if somebody.account is None:
        return BEFORE_LOGIN.get(rule, LOGIN)
    return RULES[rule](somebody, place)
