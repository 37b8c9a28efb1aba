"""“Kantor saya”: who is there until when, ending a mandate, handing the office on."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry import policy
from registry.models import Invitation, Mandate, Office, Submission
from registry.models.office import MandateEvent
from registry.queries.sample import forget_sample_answer
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from tests.cast import ROLES, Cast
from tests.factories import make_mandate, make_office, make_sentra, make_user
from tests.registry.web.forms import filled, inputs, post

pytestmark = pytest.mark.django_db
REASON = "Pindah tugas"


def day(days: int) -> str:
    return f"{today_wib() + timedelta(days=days):%d/%m/%Y}"


def iso(days: int) -> str:
    return f"{today_wib() + timedelta(days=days):%Y-%m-%d}"


def office_of(user: User) -> Office:
    return user.mandates.get().office


def page(client: Client, office: Office) -> str:
    return client.get(f"/tugas/kantor/{office.code}/").content.decode()


def sent(client: Client, path: str, **typed: str) -> Any:
    """Open a form, write over it, send it."""
    return client.post(path, {**inputs(client.get(path)), **typed})


def end_path(mandate: Mandate) -> str:
    return reverse("office-end", args=[mandate.office.code, mandate.pk])


def hand_over_path(mandate: Mandate) -> str:
    return reverse("office-hand-over", args=[mandate.office.code, mandate.pk])


PATHS = (
    "",
    "undang/",
    "mandat/{mandate}/akhiri/",
    "mandat/{head}/serah-terima/",
    "akun/{user}/pulihkan/",
    "undangan/{invitation}/batalkan/",
)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
@pytest.mark.parametrize("path", PATHS)
def test_the_head_and_the_admin_open_it_for_everybody_else_it_does_not_exist(
    cast: Cast, signed_in: Any, role: str, path: str
) -> None:
    office = office_of(cast.office_head)
    invitation = open_invitation(office, cast.office_head)
    found = signed_in(role).get(
        f"/tugas/kantor/{office.code}/"
        + path.format(
            mandate=cast.regency_operator.mandates.get().pk,
            head=cast.office_head.mandates.get().pk,
            user=cast.regency_operator.pk,
            invitation=invitation.pk,
        )
    )
    missing = signed_in(role).get("/tugas/kantor/tidak-ada/")

    allowed = role in ("office_head", "ministry_admin")
    assert found.status_code == (200 if allowed else 404)
    assert missing.status_code == 404
    if not allowed:
        assert plain(found) == plain(missing)


def plain(response: Any) -> str:
    text: str = response.content.decode()
    return text.partition("<main")[2].partition("</main")[0]


def open_invitation(office: Office, inviter: User, **values: Any) -> Invitation:
    number = Invitation.objects.count()
    return Invitation.objects.create(
        **{
            "office": office,
            "role": "regency_operator",
            "valid_to": today_wib() + timedelta(days=90),
            "invited_by": inviter,
            "selector": f"UJ1{number:03d}",
            "secret_hash": "0" * 64,
            "token": f"11111111-1111-4111-8111-{number:012d}",
            "expires_at": timezone.now() + timedelta(days=7),
            **values,
        }
    )


def test_the_public_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    assert client.get("/tugas/kantor/").url.startswith("/akun/login/")


def test_the_page_names_people_by_role_with_end_protection_and_last_day(
    cast: Cast, signed_in: Any
) -> None:
    office = office_of(cast.office_head)
    ending = make_user(label="Operator cadangan")
    make_mandate(ending, office, "regency_operator", valid_to=iso(20))
    make_mandate(make_user(label="Bekas operator"), office, "regency_operator", valid_to=iso(-1))

    client = signed_in("office_head")
    text = page(client, office)

    assert client.get("/tugas/kantor/").url == f"/tugas/kantor/{office.code}/"
    assert "Operator cadangan" in text and "Bekas operator" not in text
    assert text.count("berakhir dalam 30 hari") == 1
    assert text.count("belum aktif") == 3
    assert "belum pernah" in text


def test_two_roles_of_one_person_are_marked(cast: Cast, signed_in: Any) -> None:
    office = office_of(cast.office_head)
    make_mandate(cast.office_head, office, "regency_operator")

    assert page(signed_in("ministry_admin"), office).count("lebih dari satu peran") == 2


def test_the_page_takes_the_same_queries_with_one_and_with_three_people(
    cast: Cast, signed_in: Any
) -> None:
    office, counts = office_of(cast.office_head), []
    client = signed_in("office_head")
    for _ in range(3):
        make_mandate(make_user(), office, "regency_operator")
        open_invitation(office, cast.office_head)
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            page(client, office)
        counts.append(len(queries))

    assert counts[0] == counts[2]


def test_the_holder_reads_in_time_that_his_mandate_ends(cast: Cast, signed_in: Any) -> None:
    user, office = make_user(), office_of(cast.stranger)
    make_mandate(user, office, "regency_operator", valid_to=iso(30))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert "Mandat Anda segera berakhir" in client.get("/tugas/").content.decode()
    assert "segera berakhir" not in signed_in("stranger").get("/tugas/").content.decode()
    make_mandate(user, office, "regency_operator", valid_from=iso(30))
    assert "segera berakhir" not in client.get("/tugas/").content.decode()


def test_ending_a_mandate_takes_its_rights_at_once_in_a_running_session(
    cast: Cast, signed_in: Any
) -> None:
    working, mandate = signed_in("regency_operator"), cast.regency_operator.mandates.get()
    sentra = make_sentra(province="32", regency="32.04")
    assert working.get(f"/tugas/{sentra.public_code}/").status_code == 200

    response = sent(signed_in("office_head"), end_path(mandate), reason=REASON)

    assert response.url == f"/tugas/kantor/{mandate.office.code}/"
    assert working.get(f"/tugas/{sentra.public_code}/").status_code == 403
    event = MandateEvent.objects.filter(pgh_obj=mandate).latest("version")
    assert event.pgh_context["user"] == cast.office_head.pk
    assert (event.pgh_context["reason"], event.pgh_context["kinds"]) == (REASON, ["mandate.end"])


def test_a_mandate_ends_after_its_last_day(cast: Cast, signed_in: Any, time_machine: Any) -> None:
    mandate = cast.regency_operator.mandates.get()

    sent(signed_in("office_head"), end_path(mandate), reason=REASON, last_day=day(3))

    mandate.refresh_from_db()
    assert mandate.last_day == today_wib() + timedelta(days=3)
    assert policy.actor_for(cast.regency_operator).is_dinas
    time_machine.move_to(timezone.now() + timedelta(days=4))
    assert not policy.actor_for(cast.regency_operator).roles


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"reason": ""}, "perlu dijawab"),
        ({"last_day": "kemarin dulu"}, "kemarin dulu"),
        ({"last_day": "01/01/2020"}, "paling cepat berakhir hari ini"),
        ({"last_day": "01/01/2090"}, "sudah berakhir sebelum hari itu"),
        ({"version": "7"}, "diubah orang lain"),
    ],
)
def test_a_refused_ending_says_why_keeps_what_was_typed_and_changes_nothing(
    cast: Cast, signed_in: Any, typed: dict[str, str], code: str
) -> None:
    mandate = cast.regency_operator.mandates.get()

    response = sent(
        signed_in("office_head"), end_path(mandate), **{"reason": "Alasan panjang", **typed}
    )

    text = response.content.decode()
    assert response.status_code == 400 and code in text
    assert typed.get("reason", "Alasan panjang") in text
    mandate.refresh_from_db()
    assert (mandate.version, policy.actor_for(cast.regency_operator).is_dinas) == (0, True)


def test_a_head_ends_no_head_and_nobody_of_another_office(cast: Cast, signed_in: Any) -> None:
    client, office = signed_in("office_head"), office_of(cast.office_head)
    other_head = make_mandate(make_user(), office, "office_head")
    foreign = cast.stranger.mandates.get()
    wrong_office = reverse("office-end", args=[office.code, foreign.pk])

    for path in (
        end_path(other_head),
        end_path(foreign),
        wrong_office,
        end_path(cast.office_head.mandates.get()),
    ):
        assert client.post(path, {"reason": REASON, "version": 0}).status_code == 404
    assert not MandateEvent.objects.filter(version__gt=0).exists()


def test_the_ministry_ends_a_head_and_the_invitations_he_left_open(
    cast: Cast, signed_in: Any
) -> None:
    mandate = cast.office_head.mandates.get()
    left = open_invitation(mandate.office, cast.office_head)
    stays = open_invitation(mandate.office, cast.ministry_admin)

    sent(signed_in("ministry_admin"), end_path(mandate), reason=REASON)

    left.refresh_from_db()
    stays.refresh_from_db()
    assert left.revoked_by == cast.ministry_admin and stays.revoked_at is None


# --- change of head


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_handing_over_is_one_act_and_loses_nothing(
    cast: Cast, signed_in: Any, time_machine: Any
) -> None:
    old, new = cast.office_head, cast.regency_operator
    sentra = make_sentra(province="32", regency="32.04")
    client = signed_in("office_head")
    assert post(client, sentra, filled(client, sentra)).status_code == 302
    receipt = Submission.objects.get().receipt_number
    mandate = old.mandates.get()

    response = sent(
        client, hand_over_path(mandate), last_day=day(2), successor=str(new.pk), reason=REASON
    )

    assert response.status_code == 302
    given = Mandate.objects.get(user=new, role="office_head")
    assert given.valid_from == Mandate.objects.get(user=old).valid_to == today_wib() + timedelta(3)
    acts = MandateEvent.objects.filter(pgh_context__reason=REASON)
    assert acts.count() == 2 and len({event.pgh_context["act"] for event in acts}) == 1
    assert as_user(new).get(f"/tugas/kantor/{mandate.office.code}/").status_code == 404

    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert as_user(new).get(f"/tugas/kantor/{mandate.office.code}/").status_code == 200
    assert as_user(new).get(f"/tugas/tanda-terima/{receipt}/").status_code == 200
    assert as_user(old).get(f"/tugas/kantor/{mandate.office.code}/").status_code == 404
    assert as_user(old).get(f"/tugas/tanda-terima/{receipt}/").status_code == 404


@pytest.mark.parametrize("email", ["kepala.baru@contoh.example", ""])
def test_a_new_head_without_account_is_invited_in_the_same_act(
    cast: Cast, signed_in: Any, email: str
) -> None:
    mandate = cast.office_head.mandates.get()

    response = sent(
        signed_in("office_head"),
        hand_over_path(mandate),
        last_day=day(2),
        email=email,
        reason=REASON,
    )

    invitation = Invitation.objects.get()
    mandate.refresh_from_db()
    assert mandate.valid_to == invitation.valid_from == today_wib() + timedelta(days=3)
    assert (invitation.role, invitation.email) == ("office_head", email)
    assert len(mail.outbox) == (1 if email else 0)
    assert ("Undangan terkirim" in response.content.decode()) is bool(email)


@pytest.mark.parametrize("typed", [{"last_day": "01/01/2020"}, {"version": "9"}])
def test_a_refused_hand_over_leaves_the_head_and_no_invitation(
    cast: Cast, signed_in: Any, typed: dict[str, str]
) -> None:
    mandate = cast.office_head.mandates.get()

    response = sent(
        signed_in("office_head"),
        hand_over_path(mandate),
        **{"last_day": day(2), "reason": REASON, "email": "x@contoh.example", **typed},
    )

    assert response.status_code == 400
    assert not Invitation.objects.exists() and not mail.outbox
    assert Mandate.objects.get(pk=mandate.pk).version == 0


def test_a_head_of_several_offices_chooses(cast: Cast, signed_in: Any) -> None:
    other = make_office(name="Dinas Kota Bandung", level="regency", province="32", regency="32.73")
    make_mandate(cast.office_head, other, "office_head")

    text = signed_in("office_head").get("/tugas/kantor/").content.decode()

    assert f"/tugas/kantor/{other.code}/" in text and "lebih dari satu kantor" in text


def test_without_an_office_the_home_says_so(signed_in: Any) -> None:
    assert signed_in("regency_operator").get("/tugas/kantor/").status_code == 403
    assert signed_in("ministry_admin").get("/tugas/kantor/").url == "/admin/registry/office/"
