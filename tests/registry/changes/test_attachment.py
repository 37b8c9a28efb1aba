"""Attaching files: once, within limits, compared with the declared regency, never replaced."""

import os
import threading
import time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from registry import policy
from registry.changes.attachment import (
    FormTarget,
    Upload,
    attach,
    file_legal_act,
    office_of_form,
    restore,
    sweep_orphans,
    withdraw,
)
from registry.models import Attachment, Office, Sentra
from registry.queries.as_of import event_model
from registry.queries.attachments import content_of, for_form, for_submission, vault
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.cast import Cast, make_cast
from tests.factories import make_attachment, make_region_point, make_sentra
from tests.factories.attachments import PDF, jpeg
from tests.factories.parts import make_legal_act
from tests.sentra.lib.test_images import HERE, HOSTILE, gps
from tests.sentra.lib.test_pdf import REFUSED

pytestmark = pytest.mark.django_db
TOKEN = UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture(autouse=True)
def own_vault(settings: Any, tmp_path: Path) -> None:
    """A folder of this test alone."""
    settings.PRIVATE_ROOT = tmp_path


def of_gianyar(cast: Cast, sentra: Sentra | None = None, **more: Any) -> FormTarget:
    return FormTarget(cast.stranger.mandates.get().office, TOKEN, sentra, **more)


def send(cast: Cast, upload: Upload, target: FormTarget | None = None) -> Attachment:
    return attach(upload, target or of_gianyar(cast), actor=policy.actor_for(cast.stranger))


def photo(**more: Any) -> Upload:
    return Upload(**{"content": jpeg(exif=gps()), "kind": "photo", **more})


def test_a_photo_is_kept_without_its_notes_and_its_place_privately(cast: Cast) -> None:
    kept = send(cast, photo(caption="Ruang produksi", claimed_type="image/png"))

    assert (kept.kind, kept.stored_type, kept.caption) == ("photo", "jpeg", "Ruang produksi")
    assert (kept.width, kept.height, kept.original_type) == (64, 48, "image/png")
    assert (kept.latitude, kept.longitude, kept.place_origin) == (*HERE, "camera")
    assert (kept.province_id, kept.regency_id, kept.uploaded_by) == ("51", "51.04", cast.stranger)
    assert b"Kamera Uji" not in content_of(kept)
    assert len(content_of(kept)) == kept.byte_count
    assert event_model(Attachment).objects.filter(pgh_obj_id=kept.pk).count() == 1


def test_a_decree_is_kept_unchanged(cast: Cast) -> None:
    kept = send(cast, Upload(PDF, "decree"))

    assert (kept.stored_type, kept.width, content_of(kept)) == ("pdf", None, PDF)


@pytest.mark.parametrize(("content", "stored"), [(PDF, "pdf"), (jpeg(), "jpeg")])
def test_a_document_may_be_either(cast: Cast, content: bytes, stored: str) -> None:
    assert send(cast, Upload(content, "document")).stored_type == stored


CASES = [("photo", *case) for case in HOSTILE.values()]
CASES += [("decree", *case) for case in REFUSED.values()]


@pytest.mark.parametrize(
    ("kind", "content", "code"), CASES, ids=[f"photo {n}" for n in HOSTILE] + list(REFUSED)
)
def test_a_hostile_file_leaves_nothing_behind(
    cast: Cast, kind: str, content: bytes, code: str
) -> None:
    with pytest.raises(ChangeRejected) as refused:
        send(cast, Upload(content, kind))

    assert [(p.code, p.field) for p in refused.value.problems] == [(code, "file")]
    assert not Attachment.objects.exists()
    assert list(vault().names()) == []


def test_an_unknown_kind_and_too_long_words_are_refused(cast: Cast) -> None:
    with pytest.raises(ChangeRejected) as refused:
        send(cast, photo(kind="film", caption="x" * 201))

    assert {p.code for p in refused.value.problems} == {"value.not_a_choice", "value.too_long"}
    assert not Attachment.objects.exists()


def test_the_same_file_on_the_same_form_is_one_attachment(cast: Cast) -> None:
    first = send(cast, photo(caption="pertama"))
    again = send(cast, photo(caption="kedua"))

    assert (again.pk, again.caption, again.version) == (first.pk, "pertama", 0)
    other = of_gianyar(cast)
    elsewhere = send(cast, photo(), FormTarget(other.office, uuid4()))
    assert elsewhere.pk != first.pk
    assert (elsewhere.sha256, list(vault().names())) == (first.sha256, [first.sha256])


def test_a_form_takes_no_more_files_than_the_settings_say(cast: Cast, settings: Any) -> None:
    settings.ATTACHMENTS_PER_FORM = 2
    for color in ("red", "blue"):
        send(cast, photo(content=jpeg(color=color)))

    with pytest.raises(ChangeRejected) as refused:
        send(cast, photo(content=jpeg(color="green")))

    assert [p.code for p in refused.value.problems] == ["attachment.too_many"]
    assert Attachment.objects.count() == 2
    send(cast, photo(content=jpeg(color="red")))


def test_the_photo_is_compared_with_the_regency_of_its_sentra(cast: Cast) -> None:
    make_region_point(latitude="-8.5", longitude="115.3", radius_km="20")
    sentra = make_sentra()

    near = send(cast, photo(), of_gianyar(cast, sentra))
    far = send(
        cast,
        Upload(jpeg(), "photo", place=(Decimal("-6.9"), Decimal("107.6"))),
        of_gianyar(cast, sentra),
    )

    assert (near.place_verdict, near.distance_km) == ("near", Decimal("4.5"))
    assert (far.place_verdict, far.place_origin) == ("far", "form")
    assert 860 < far.distance_km < 870
    assert {row.declared_regency_id for row in (near, far)} == {"51.04"}
    words = [shown.place_words for shown in for_form(near.office_id, TOKEN)]
    assert words[0].startswith("di sekitar Kabupaten Gianyar (4 km") or "5 km" in words[0]
    assert words[1].startswith("jauh dari Kabupaten Gianyar: 8")


@pytest.mark.parametrize(
    ("content", "reason"), [(jpeg(), "tidak menyebut"), (jpeg(exif=gps()), "belum dimuat")]
)
def test_without_place_or_point_it_is_not_compared(cast: Cast, content: bytes, reason: str) -> None:
    kept = send(cast, photo(content=content))

    assert (kept.place_verdict, kept.distance_km) == ("not_compared", None)
    assert reason in for_form(kept.office_id, TOKEN)[0].place_words


def test_the_radius_itself_is_still_near(cast: Cast) -> None:
    make_region_point(latitude="-8.5", longitude="115.3", radius_km="4.5")
    assert send(cast, photo()).place_verdict == "near"
    make_region_point(regency="51.06", latitude="-8.5", longitude="115.3", radius_km="4.4")
    sentra = make_sentra(regency="51.06", province="51")
    assert (
        send(
            cast, photo(content=jpeg(color="red", exif=gps())), of_gianyar(cast, sentra)
        ).place_verdict
        == "far"
    )


def test_what_the_camera_noted_goes_before_what_is_said(cast: Cast) -> None:
    kept = send(cast, photo(place=(Decimal("1"), Decimal("100"))))

    assert (kept.latitude, kept.place_origin) == (HERE[0], "camera")


def test_a_foreign_regency_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(ChangeRejected) as refused:
        send(cast, photo(), of_gianyar(cast, regency_code="32.04"))

    assert [(p.code, p.field) for p in refused.value.problems] == [
        ("attachment.foreign_regency", "regency")
    ]
    assert not Attachment.objects.exists()


def test_the_office_of_a_form_is_the_one_that_used_its_token(cast: Cast) -> None:
    ours = cast.regency_operator.mandates.get().office
    above = cast.province_officer.mandates.get().office
    operator, officer = map(policy.actor_for, (cast.regency_operator, cast.province_officer))
    stranger = policy.actor_for(cast.stranger)
    sentra = make_sentra(province="32", regency="32.04")

    assert office_of_form(operator, TOKEN, sentra) == ours
    assert office_of_form(officer, TOKEN, sentra) == office_of_form(officer, TOKEN, None) == above
    make_attachment(ours, token=str(TOKEN))
    assert office_of_form(operator, TOKEN, None) == ours
    assert office_of_form(stranger, TOKEN, None) is office_of_form(officer, TOKEN, None) is None


def test_an_office_cannot_attach_for_another_one(cast: Cast) -> None:
    theirs = cast.regency_operator.mandates.get().office

    with pytest.raises(ChangeRejected) as refused:
        send(cast, photo(), FormTarget(theirs, TOKEN))

    assert "policy.not_allowed" in [p.code for p in refused.value.problems]
    assert not Attachment.objects.exists()


def test_a_withdrawn_file_stays_and_its_place_is_free(cast: Cast) -> None:
    kept = send(cast, photo())
    staff = policy.actor_for(cast.ministry_staff)
    withdraw(kept, actor=staff, version_shown=0, reason="salah foto")

    assert for_form(kept.office_id, TOKEN) == []
    again = send(cast, photo())
    assert (again.pk != kept.pk, again.sha256) == (True, kept.sha256)
    with pytest.raises(ChangeRejected) as refused:
        restore(kept, actor=staff, version_shown=1, reason="ternyata benar")
    assert [p.code for p in refused.value.problems] == ["attachment.once"]


def test_a_file_is_withdrawn_as_it_was_shown_by_the_ministry_alone(cast: Cast) -> None:
    kept = send(cast, photo())

    with pytest.raises(ChangeConflict):
        withdraw(kept, actor=policy.actor_for(cast.ministry_staff), version_shown=7, reason="x")
    with pytest.raises(ChangeRejected):
        withdraw(kept, actor=policy.actor_for(cast.stranger), version_shown=0, reason="x")

    kept.refresh_from_db()
    assert (kept.is_withdrawn, kept.version) == (False, 0)


def test_staff_file_the_text_of_a_legal_act_once(cast: Cast) -> None:
    act = make_legal_act(make_sentra())
    staff = policy.actor_for(cast.ministry_staff)

    first = file_legal_act(Upload(PDF, "decree"), act, actor=staff, reason="naskah")
    again = file_legal_act(Upload(PDF, "decree"), act, actor=staff, reason="naskah")

    assert (first.pk, first.legal_act, first.token, first.province_id) == (
        again.pk,
        act,
        None,
        None,
    )
    assert act.attachments.count() == 1


def test_a_dinas_files_no_legal_act(cast: Cast) -> None:
    act = make_legal_act(make_sentra())

    with pytest.raises(ChangeRejected) as refused:
        file_legal_act(
            Upload(PDF, "decree"), act, actor=policy.actor_for(cast.stranger), reason="naskah"
        )

    assert [p.code for p in refused.value.problems] == ["attachment.no_office"]
    assert not Attachment.objects.exists()


def test_the_sweep_takes_files_nobody_recorded(cast: Cast) -> None:
    kept = send(cast, photo())
    withdraw(
        kept, actor=policy.actor_for(cast.ministry_staff), version_shown=0, reason="salah foto"
    )
    orphan = vault().put(b"tidak tercatat")
    long_ago = time.time() - 100_000
    for name in (orphan, kept.sha256):
        os.utime(vault().path(name), (long_ago, long_ago))
    young = vault().put(b"baru saja")

    assert sweep_orphans() == 1
    assert sorted(vault().names()) == sorted([kept.sha256, young])


def test_files_meet_their_submission_by_office_and_token(cast: Cast) -> None:
    from_before = send(cast, photo())

    class Sent:
        office_id, token, previous = from_before.office_id, TOKEN, None

    assert [s.attachment for s in for_submission(Sent)] == [from_before]  # type: ignore[arg-type]
    Sent.office_id = Office.objects.exclude(pk=from_before.office_id).first().pk  # type: ignore[union-attr]
    assert for_submission(Sent) == []  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("limit", "contents"), [(9, ("red", "red")), (1, ("red", "blue"))])
def test_two_sends_at_one_moment_leave_one_attachment(
    settings: Any, limit: int, contents: tuple[str, str]
) -> None:
    settings.ATTACHMENTS_PER_FORM = limit
    cast = make_cast()
    barrier = threading.Barrier(2)
    found: list[Any] = []

    def one(color: str) -> None:
        barrier.wait(20)
        try:
            found.append(send(cast, photo(content=jpeg(color=color))).pk)
        except ChangeRejected as refusal:
            found.append([p.code for p in refusal.problems])
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(color,)) for color in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    pk = Attachment.objects.get().pk
    assert sorted(map(str, found)) == sorted(
        map(str, [pk, pk] if limit > 1 else [pk, ["attachment.too_many"]])
    )
