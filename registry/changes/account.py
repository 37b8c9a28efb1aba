"""Giving somebody a way back into his account: who may, stands here; what happens, in
`sentra.accounts.recovery`. An account is no record of the registry."""

from uuid import UUID

from registry import policy
from registry.changes.drafting import NOT_ALLOWED
from registry.policy import Actor
from sentra.accounts.models import AccountReset, User
from sentra.accounts.recovery import give_reset
from sentra.lib.problems import ChangeRejected


def reset_account(
    user: User,
    *,
    actor: Actor,
    reason: str,
    resets_password: bool,
    resets_second_factor: bool,
    token: UUID,
) -> tuple[AccountReset, str]:
    """Reset a colleague's password, second factor or both; the code is shown once.

    Raises `ChangeRejected` for one's own account, another office's, the ministry's for a head, and
    a technical one."""
    if actor.user_id is None or not policy.can(actor, "account.reset", user):
        raise ChangeRejected([NOT_ALLOWED.problem("user", user.pk)])
    return give_reset(
        user,
        made_by=User.objects.get(pk=actor.user_id),
        reason=reason,
        resets_password=resets_password,
        resets_second_factor=resets_second_factor,
        token=token,
    )
