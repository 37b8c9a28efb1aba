"""Inviting, by letter and on paper; the first sign-in; codes that open nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from registry import policy
from registry.changes.invitation import NewAccount, accept
from registry.models import Invitation, Mandate, Office
from registry.models.office import MandateEvent
from sentra.accounts.models import CodeAttempt, User
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make_mandate, make_office
from tests.registry.web.forms import inputs

pytestmark = pytest.mark.django_db
PASSWORD = "empat-kata-cukup-panjang"
NEW = "operator.baru@contoh.example"
CODE = re.compile(r"<b>((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})</b>")
REFUSED = "Kode ini tidak dapat dipakai"


@pytest.fixture
def office(cast: Cast) -> Office:
    return cast.office_head.mandates.get().office


def invited(client: Client, office: Office, **typed: str) -> Any:
    path = f"/tugas/kantor/{office.code}/undang/"
    asked = {"role": "regency_operator", "by": "paper", "last_day": "", "email": ""}
    return client.post(path, {"token": inputs(client.get(path))["token"], **asked, **typed})


def code_on(response: Any) -> str:
    found = CODE.search(response.content.decode())
    assert found is not None
    return found[1]


def typed_in(client: Client, code: str) -> Any:
    return client.post("/akun/undangan/", {"code": code})


def account(**typed: str) -> dict[str, str]:
    return {
        "email": NEW,
        "label": "Operator Kab. Bandung",
        "password": PASSWORD,
        "password_again": PASSWORD,
        **typed,
    }


def test_a_code_on_paper_leads_to_an_account_a_mandate_and_the_task_list(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    page = invited(signed_in("office_head"), office)
    guest = Client()

    assert typed_in(guest, code_on(page)).url == "/akun/undangan/mulai/"
    seen = guest.get("/akun/undangan/mulai/").content.decode()
    response = guest.post("/akun/undangan/mulai/", account())

    assert office.name in seen and "Operator dinas kabupaten/kota" in seen
    assert "nama orang" in seen
    assert response.url == "/tugas/" and guest.get("/tugas/").status_code == 200
    user = User.objects.get(email=NEW)
    mandate = user.mandates.get()
    assert (mandate.role, mandate.valid_from) == ("regency_operator", today_wib())
    assert mandate.valid_to == Invitation.objects.get().valid_to
    assert user.check_password(PASSWORD) and not user.is_staff


def test_the_act_is_the_system_s_and_names_invitation_and_inviter(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    page = invited(signed_in("office_head"), office)
    guest = Client()
    typed_in(guest, code_on(page))
    guest.post("/akun/undangan/mulai/", account())

    context = MandateEvent.objects.latest("pgh_id").pgh_context
    assert context["actor"] == "system:invitation"
    number, inviter = Invitation.objects.get().selector, cast.office_head.pk
    assert context["reason"] == f"Undangan {number} oleh office_head (user:{inviter})"


def test_no_secret_is_in_the_database(cast: Cast, office: Office, signed_in: Any) -> None:
    code = code_on(invited(signed_in("office_head"), office)).replace("-", "")
    row = Invitation.objects.values().get()

    assert row["selector"] == code[:6]
    assert code[6:] not in str(row) and len(row["secret_hash"]) == 64


def test_the_link_of_the_letter_opens_it_and_leaves_the_address_at_once(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    response = invited(signed_in("office_head"), office, by="letter", email=NEW.upper())
    (letter,) = mail.outbox
    link = re.search(r"http://testserver(/akun/undangan/\?kode=\S+)", letter.body)
    assert link is not None and letter.to == [NEW]
    assert CODE.search(response.content.decode()) is None

    guest = Client()
    opened = guest.get(link[1])
    page = guest.get(opened.url).content.decode()
    body = account()
    del body["email"]
    guest.post(opened.url, body)

    assert opened.url == "/akun/undangan/mulai/" and NEW in page
    assert User.objects.get(email=NEW).mandates.get().office == office


def test_a_letter_that_cannot_leave_becomes_a_code_on_paper(
    cast: Cast, office: Office, signed_in: Any, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    response = invited(signed_in("office_head"), office, by="letter", email=NEW)

    assert "tidak terkirim" in response.content.decode() and code_on(response)


def make_used(invitation: Invitation, guest: Client, head: Client) -> None:
    typed_in(guest, "")
    Invitation.objects.filter(pk=invitation.pk).update(
        used_at=timezone.now(), accepted_by=User.objects.first()
    )


def make_expired(invitation: Invitation, guest: Client, head: Client) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def make_revoked(invitation: Invitation, guest: Client, head: Client) -> None:
    head.post(f"/tugas/kantor/{invitation.office.code}/undangan/{invitation.pk}/batalkan/")


@pytest.mark.parametrize("spoil", [make_used, make_expired, make_revoked])
def test_used_expired_and_revoked_codes_read_like_a_wrong_one(
    cast: Cast, office: Office, signed_in: Any, spoil: Any
) -> None:
    head, guest = signed_in("office_head"), Client()
    code = code_on(invited(head, office))
    spoil(Invitation.objects.get(), guest, head)

    spoilt, wrong = typed_in(guest, code), typed_in(guest, "0000-0000-0000-0000-0000")

    assert spoilt.status_code == wrong.status_code == 400
    assert REFUSED in spoilt.content.decode()
    assert sentences(spoilt) == sentences(wrong)
    assert "invitation" not in guest.session
    assert CodeAttempt.objects.exists()


def sentences(response: Any) -> list[str]:
    return re.findall(r"<li><a [^>]*>([^<]+)</a></li>", response.content.decode())


def test_a_code_spoilt_between_two_pages_makes_no_account(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    head, guest = signed_in("office_head"), Client()
    typed_in(guest, code_on(invited(head, office)))
    make_revoked(Invitation.objects.get(), guest, head)

    response = guest.post("/akun/undangan/mulai/", account())

    assert response.url == "/akun/undangan/"
    assert not User.objects.filter(email=NEW).exists()


def test_after_ten_wrong_codes_even_the_right_one_waits(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    code, guest = code_on(invited(signed_in("office_head"), office)), Client()
    for _ in range(10):
        typed_in(guest, "0000-0000-0000-0000-0000")

    response = typed_in(guest, code)

    assert response.status_code == 400
    assert "Terlalu banyak kode yang keliru" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password_again": "lain-sama-sekali-kata"}, "tidak sama"),
        ({"password": "pendek", "password_again": "pendek"}, "12"),
        ({"email": "bukan alamat"}, "surel"),
        ({"email": "stranger@contoh.example"}, "sudah mempunyai akun"),
        ({"label": ""}, "perlu dijawab"),
    ],
)
def test_a_refused_first_sign_in_says_why_and_makes_nothing(
    cast: Cast, office: Office, signed_in: Any, typed: dict[str, str], said: str
) -> None:
    guest, before = Client(), User.objects.count()
    typed_in(guest, code_on(invited(signed_in("office_head"), office)))

    response = guest.post("/akun/undangan/mulai/", account(**typed))

    assert response.status_code == 400 and said in response.content.decode()
    assert User.objects.count() == before
    assert Invitation.objects.get().used_at is None


def test_somebody_signed_in_takes_the_mandate_with_his_account(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    code = code_on(invited(signed_in("office_head"), office))
    client = signed_in("stranger")
    typed_in(client, code)

    response = client.post("/akun/undangan/mulai/")

    assert response.url == "/tugas/"
    assert cast.stranger.mandates.filter(office=office).exists()


def test_a_mandate_that_does_not_go_together_is_refused_with_the_rule_s_sentence(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    code = code_on(invited(signed_in("office_head"), office))
    client = signed_in("province_officer")
    typed_in(client, code)

    response = client.post("/akun/undangan/mulai/")

    assert response.status_code == 400
    assert "Dinas provinsi memutuskan usulan" in response.content.decode()
    assert cast.province_officer.mandates.count() == 1
    assert Invitation.objects.get().used_at is None


def test_a_letter_is_for_its_address_alone(cast: Cast, office: Office, signed_in: Any) -> None:
    invited(signed_in("office_head"), office, by="letter", email=NEW)
    client = signed_in("stranger")
    link = re.search(r"(/akun/undangan/\?kode=\S+)", mail.outbox[0].body)
    assert link is not None
    client.get(link[1])

    response = client.post("/akun/undangan/mulai/")

    assert "alamat surel lain" in response.content.decode()
    assert cast.stranger.mandates.count() == 1


def test_an_address_with_an_account_is_judged_when_it_is_invited(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    email = cast.ministry_staff.email

    response = invited(signed_in("office_head"), office, by="letter", email=email)

    assert response.status_code == 400
    assert "Peran kementerian tidak dipegang bersama" in response.content.decode()
    assert not Invitation.objects.exists() and not mail.outbox


@pytest.mark.parametrize(
    "typed",
    [
        {"role": "office_head"},
        {"role": "ministry_admin"},
        {"role": "province_officer"},
        {"by": "letter"},
        {"last_day": "01/01/2020"},
        {"last_day": "akhir tahun"},
    ],
    ids=str,
)
def test_what_a_head_cannot_offer_is_refused_and_nothing_is_made(
    cast: Cast, office: Office, signed_in: Any, typed: dict[str, str]
) -> None:
    response = invited(signed_in("office_head"), office, **typed)

    assert response.status_code == 400
    assert not Invitation.objects.exists()


def test_a_form_sent_twice_makes_one_invitation_and_shows_one_code(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    client, path = signed_in("office_head"), f"/tugas/kantor/{office.code}/undang/"
    body = {
        "token": inputs(client.get(path))["token"],
        "role": "regency_operator",
        "by": "paper",
        "last_day": "",
    }

    first, second = client.post(path, body), client.post(path, body)

    assert code_on(first)
    assert second.status_code == 400
    assert "sudah ditampilkan sekali" in second.content.decode()
    assert Invitation.objects.count() == 1


def test_the_ministry_invites_its_own_staff_who_then_opens_the_admin(
    cast: Cast, signed_in: Any
) -> None:
    ministry, guest = cast.ministry_admin.mandates.get().office, Client()
    page = invited(signed_in("ministry_admin"), ministry, role="ministry_staff")
    typed_in(guest, code_on(page))

    guest.post("/akun/undangan/mulai/", account(label="Staf Direktorat"))

    user = User.objects.get(email=NEW)
    assert user.is_staff and user.mandates.get().valid_to is None
    assert guest.get("/admin/").status_code == 200


def test_a_future_head_begins_on_the_day_that_was_set(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    day = today_wib() + timedelta(days=9)
    page = invited(signed_in("ministry_admin"), office, role="office_head")
    Invitation.objects.update(valid_from=day)
    guest = Client()
    typed_in(guest, code_on(page))
    guest.post("/akun/undangan/mulai/", account(label="Kepala Dinas"))

    mandate = Mandate.objects.get(user__email=NEW)
    assert mandate.valid_from == day
    assert not policy.actor_for(mandate.user).roles


def test_another_office_s_invitation_is_not_there_to_revoke(cast: Cast, signed_in: Any) -> None:
    foreign = make_office(level="regency", province="51", regency="51.06")
    head = cast.stranger
    make_mandate(head, foreign, "office_head")
    invited(signed_in("stranger"), foreign)
    invitation = Invitation.objects.get()
    own = cast.office_head.mandates.get().office

    response = signed_in("office_head").post(
        f"/tugas/kantor/{own.code}/undangan/{invitation.pk}/batalkan/"
    )

    assert response.status_code == 404
    assert Invitation.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("email", "code"),
    [("", "invitation.address_taken"), (NEW, "invitation.other_address")],
)
def test_an_invitation_is_taken_by_nobody_else(
    cast: Cast, office: Office, signed_in: Any, email: str, code: str
) -> None:
    invited(signed_in("office_head"), office)
    Invitation.objects.update(email=email)
    stranger = cast.stranger
    who = stranger if email else NewAccount(stranger.email, "Operator", PASSWORD)

    with pytest.raises(ChangeRejected) as refused:
        accept(Invitation.objects.get().pk, who)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert stranger.mandates.count() == 1
