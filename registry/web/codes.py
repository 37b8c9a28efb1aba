"""The page on which a one-time code is shown, once, to be printed or sent; and the letter."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registry.models import Invitation, Office
from sentra.accounts.models import AccountReset

logger = logging.getLogger(__name__)


def code_page(
    request: HttpRequest, office: Office, given: Invitation | AccountReset, code: str
) -> HttpResponse:
    """Say what was sent, or show the code on a page to print; it stands nowhere else."""
    is_invitation = isinstance(given, Invitation)
    email = given.email if isinstance(given, Invitation) else ""
    is_sent = bool(email) and isinstance(given, Invitation) and _is_sent(request, given, code)
    context = {
        "office": office,
        "given": given,
        "is_invitation": is_invitation,
        "email": email,
        "is_sent": is_sent,
        "code": "" if is_sent else code,
        "address": request.build_absolute_uri(
            reverse("invitation" if is_invitation else "account-recovery")
        ),
    }
    return render(request, "registry/office/code.html", context)


def _is_sent(request: HttpRequest, invitation: Invitation, code: str) -> bool:
    """Send the letter; when no mail leaves, the code goes on paper instead."""
    link = f"{reverse('invitation')}?{urlencode({'kode': code})}"
    context = {
        "invitation": invitation,
        "link": request.build_absolute_uri(link),
        "address": request.build_absolute_uri(reverse("invitation")),
        "code": code,
        "days": settings.ONE_TIME_CODE_DAYS,
    }
    try:
        send_mail(
            _("Undangan ke Registri Sentra IKM"),
            render_to_string("registry/office/invitation.txt", context),
            None,
            [invitation.email],
        )
    except OSError:
        logger.warning("invitation_not_sent", exc_info=True)
        return False
    return True
