"""An event whose rows moved meanwhile, and who may record one: nothing is overwritten."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from registry.models import Sentra
from registry.queries.facts import facts_digest
from tests.factories import make, make_sentra, make_source, make_status
from tests.registry.admin.page import REASON
from tests.registry.admin.test_conflict import somebody_else

pytestmark = pytest.mark.django_db

DAY = "14/03/2025"


def address(sentra: Sentra, kind: str) -> str:
    return reverse("admin:sentra-event-kind", args=[sentra.pk, kind])


def kept(response: Any) -> dict[str, Any]:
    """What the preview sends on."""
    found: dict[str, Any] = {}
    for name, value in response.context["kept"]:
        found.setdefault(name, []).append(value)
    return found


def applied(client: Any, url: str, shown: Any) -> Any:
    return client.post(url, {**kept(shown), **REASON, "_apply": "1"})


def codes(response: Any) -> list[str]:
    return [problem.code for problem in response.context["problems"]]


def field_codes(response: Any) -> dict[str, list[str]]:
    errors = response.context["form"].errors.as_data()
    return {name: [str(error.code) for error in group] for name, group in errors.items()}


@pytest.fixture
def staff(signed_in: Any) -> Any:
    return signed_in("ministry_staff")


@pytest.fixture
def typed() -> Callable[..., dict[str, Any]]:
    """What every form asks for, with a source on record."""
    source = make_source(publisher="Dinas Gianyar")

    def fill(sentra: Sentra, **values: Any) -> dict[str, Any]:
        base = {"base_version": str(sentra.version), "source": source.code}
        return {**base, "happened_on": DAY, "words": "menurut surat", **values}

    return fill


@pytest.mark.parametrize("when", ["before the preview", "after the preview"])
def test_a_stale_version_meets_the_conflict_page(staff: Any, typed: Any, when: str) -> None:
    sentra = make_sentra(name="Sentra Lama")
    url, values = address(sentra, "renamed"), typed(sentra, name="Sentra Baru")
    shown = staff.post(url, values)
    somebody_else("sentra.correct", sentra.public_code, 0, name="Nama orang lain")
    before = facts_digest()

    if when == "before the preview":
        response = staff.post(url, values)
    else:
        response = applied(staff, url, shown)

    assert response.status_code == 409
    html = unescape(response.content.decode())
    assert all(name in html for name in ("Sentra Lama", "Nama orang lain", "Sentra Baru"))
    assert facts_digest() == before

    again = staff.post(url, {**dict(response.context["resubmit"]), "_reapply": "1"})
    assert again.context["may_apply"]
    applied(staff, url, again)
    assert Sentra.objects.get().name == "Sentra Baru"


def test_a_statement_that_moved_meets_the_conflict_page(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    later = make_status(old, status="active", status_on="2026-01-01")
    url = address(old, "merged")
    values = typed(old, successor=new.public_code, withdrawn=f"{later.pk}:{later.version}")
    somebody_else("status.correct", str(later.pk), later.version, evidence="dilihat lagi")
    before = facts_digest()

    response = staff.post(url, values)

    assert response.status_code == 409
    assert dict(response.context["resubmit"])["withdrawn"] == f"{later.pk}:{later.version + 1}"
    assert facts_digest() == before


def test_what_was_not_shown_is_not_applied(staff: Any, typed: Any) -> None:
    old, new = make_sentra(name="Lama"), make_sentra(name="Baru")
    url = address(old, "merged")
    shown = staff.post(url, typed(old, successor=new.public_code))
    make("alias.record", sentra=old.public_code, name="Nama tambahan", kind="local")
    before = facts_digest()

    response = applied(staff, url, shown)

    assert response.status_code == 422
    assert response.context["has_moved"]
    assert "Nama tambahan" in response.content.decode()
    assert facts_digest() == before


@pytest.mark.parametrize("role", ["regency_operator", "analyst", "public"])
def test_only_the_ministry_decides_what_became_of_a_sentra(signed_in: Any, role: str) -> None:
    sentra = make_sentra()
    client = signed_in(role)

    for url in (reverse("admin:sentra-event", args=[sentra.pk]), address(sentra, "merged")):
        assert client.get(url).status_code in (302, 403)
        assert client.post(url, {"successor": "x"}).status_code in (302, 403)


@pytest.mark.parametrize("kind", ["closed", "x"])
def test_an_event_there_is_not_is_a_404(staff: Any, kind: str) -> None:
    assert staff.get(address(make_sentra(), kind)).status_code == 404
