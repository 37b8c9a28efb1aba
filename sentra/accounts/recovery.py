"""A way back into an account: given by somebody who may (the caller asks policy), used once by its
holder. Whatever is reset ends every session of the account at that moment."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sentra.accounts.models import AccountReset, User
from sentra.accounts.one_time import CODE_REFUSED, fresh_code
from sentra.lib.problems import ChangeRejected, problem_code

CODE_SHOWN_BEFORE = problem_code(
    "one_time_code.shown_before",
    _(
        "Formulir ini sudah terkirim dan kodenya sudah ditampilkan sekali. Bila kode itu hilang,"
        " buka formulir baru; kode yang lama lalu tidak berlaku."
    ),
)


def give_reset(
    user: User,
    *,
    made_by: User,
    reason: str,
    resets_password: bool,
    resets_second_factor: bool,
    token: UUID,
) -> tuple[AccountReset, str]:
    """Write down who resets what for whom and why, take it away at once, end all sessions, and
    return the row with the code to hand over. An earlier code that waits is void from now on."""
    code = fresh_code()
    try:
        with transaction.atomic():
            account = User.objects.select_for_update().get(pk=user.pk)
            waiting = AccountReset.objects.filter(user=account, used_at__isnull=True)
            waiting.update(expires_at=timezone.now())
            reset = AccountReset.objects.create(
                user=account,
                made_by=made_by,
                reason=reason,
                resets_password=resets_password,
                resets_second_factor=resets_second_factor,
                token=token,
                **code.columns,
            )
            if resets_password:
                account.set_unusable_password()
            if resets_second_factor:
                Authenticator.objects.filter(user=account).delete()
            _end_sessions(account)
    except IntegrityError as error:
        if AccountReset.objects.filter(token=token).exists():
            raise ChangeRejected([CODE_SHOWN_BEFORE.problem("token")]) from error
        raise
    return reset, code.shown


def open_reset(user_id: int) -> AccountReset | None:
    """The reset that waits for its code; also when the code has run out, since then a new one is
    needed."""
    newest = AccountReset.objects.filter(user_id=user_id).first()
    return newest if newest is not None and newest.used_at is None else None


def use_reset(reset_id: int, *, password: str = "") -> User:
    """Use the code: a new password where the password was reset. Raises `ChangeRejected` when
    somebody was faster or the code has run out."""
    with transaction.atomic():
        reset = AccountReset.objects.select_for_update().get(pk=reset_id)
        if not reset.is_usable:
            raise ChangeRejected([CODE_REFUSED.problem("code")])
        account = User.objects.select_for_update().get(pk=reset.user_id)
        reset.used_at = timezone.now()
        reset.save(update_fields=["used_at"])
        if reset.resets_password:
            account.set_password(password)
            account.save(update_fields=["password"])
    return account


def told_resets(user_id: int) -> list[AccountReset]:
    """The resets its holder has not read about, marked as read."""
    rows = AccountReset.objects.filter(user_id=user_id, shown_at__isnull=True)
    found = list(rows.select_related("made_by"))
    rows.filter(pk__in=[row.pk for row in found]).update(shown_at=timezone.now())
    return found


def _end_sessions(account: User) -> None:
    account.session_generation = F("session_generation") + 1
    account.save(update_fields=["password", "session_generation"])
