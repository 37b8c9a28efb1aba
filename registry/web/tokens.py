"""The tokens of the account that is signed in: make one (its text is shown once), see when each was
last used, revoke. Needs a password given within the last minutes."""

from uuid import uuid4

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from registry.forms.token import TokenForm
from sentra.accounts.models import ApiToken
from sentra.accounts.tokens import make_token, revoke_token


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The list, the form, and right after making one its text."""
    form = TokenForm(request.POST or None, initial={"token": uuid4()})
    made, text = None, ""
    if request.method == "POST" and form.is_valid():
        made, text = make_token(
            request.user,  # type: ignore[arg-type]
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            days=form.cleaned_data["days"],
            form_token=form.sent_token,
        )
        form = TokenForm(initial={"token": uuid4()})
    rows = ApiToken.objects.filter(user=request.user.pk)
    context = {"form": form, "made": made, "text": text, "tokens": rows}
    status = 400 if form.errors else 200
    return render(request, "registry/account/tokens.html", context, status=status)


@require_POST
@never_cache
@login_required
@reauthentication_required
def revoke(request: HttpRequest) -> HttpResponse:
    """End one of one's own tokens; a foreign one is as missing as none."""
    token = get_object_or_404(
        ApiToken, user=request.user.pk, pk=request.POST.get("digest", "").replace("\x00", "")
    )
    revoke_token(token)
    messages.success(request, _("Token dicabut. Tidak dapat dipakai lagi."))
    return redirect("api-tokens")
