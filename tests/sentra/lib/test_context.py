"""What every page knows fails safe: sample data is never taken for official by accident."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.utils import timezone

from sentra.lib import context


def flag_that_fails() -> bool:
    raise RuntimeError("database is away")


def flag_that_is_set() -> bool:
    return True


def flag_that_is_clear() -> bool:
    return False


@pytest.mark.parametrize(
    ("name", "loaded"),
    [("flag_that_is_set", True), ("flag_that_is_clear", False), ("flag_that_fails", True)],
)
def test_sample_loaded_warns_when_nobody_can_tell(settings: Any, name: str, loaded: bool) -> None:
    settings.SAMPLE_FLAG = f"{__name__}.{name}"

    assert context.sample_loaded() is loaded


@pytest.mark.parametrize(
    ("sample", "name", "loaded"),
    [
        ("flag_that_is_set", "flag_that_is_set", True),
        ("flag_that_is_set", "flag_that_is_clear", False),
        ("flag_that_is_set", "flag_that_fails", True),
        # Without a sample nobody asks.
        ("flag_that_is_clear", "flag_that_fails", False),
    ],
)
def test_made_up_loaded_warns_when_nobody_can_tell(
    settings: Any, sample: str, name: str, loaded: bool
) -> None:
    settings.SAMPLE_FLAG = f"{__name__}.{sample}"
    settings.MADE_UP_FLAG = f"{__name__}.{name}"

    assert context.made_up_loaded() is loaded


def test_sample_loaded_warns_when_the_setting_names_nothing(settings: Any) -> None:
    settings.SAMPLE_FLAG = "registry.nowhere.at_all"

    assert context.sample_loaded() is True


@pytest.mark.parametrize(
    ("zone", "label"),
    [("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"), ("Asia/Pontianak", "WIB")],
)
def test_clock_label_names_the_clock_in_force(zone: str, label: str) -> None:
    with timezone.override(zone):
        assert context.clock_label() == label


def test_page_without_user_or_address_offers_no_rights() -> None:
    known = context.page(HttpRequest())

    assert known["is_staff"] is False
    assert known["nav_section"] == ""
