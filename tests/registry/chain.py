"""Bringing a proposal to the step a test is about."""

from registry import policy
from registry.changes.review import approve
from registry.models import SubmissionAct
from sentra.accounts.models import User
from tests.cast import Cast


def at_the_ministry(act: SubmissionAct, cast: Cast) -> SubmissionAct:
    """The province has agreed; the proposal waits at the ministry."""
    officer = policy.actor_for(cast.province_officer)
    approve(act, actor=officer, version_shown=act.version)
    act.refresh_from_db()
    assert act.step == "ministry"
    return act


def second_agrees() -> None:
    """Another member of the ministry lets through what waits in the admin, if anything does."""
    admin = policy.actor_for(User.objects.get(email="ministry_admin@contoh.example"))
    for act in SubmissionAct.objects.filter(state="received", kind="desk"):
        approve(act, actor=admin, version_shown=act.version)
