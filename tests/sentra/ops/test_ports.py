"""Ports are tested by binding, never by guessing."""

import socket

import pytest

from sentra.ops import ports
from sentra.ops.console import OpsError


def test_next_free_passes_over_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind((ports.HOST, 0))
        taken.listen()
        number = taken.getsockname()[1]

        found = ports.next_free(number)

        assert not ports.is_free(number)
        assert found > number
        assert ports.is_free(found)


def test_next_free_passes_over_a_port_taken_on_every_address() -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()

        assert not ports.is_free(taken.getsockname()[1])


def test_next_free_keeps_the_usual_port_when_it_is_free() -> None:
    number = ports.any_free()

    assert ports.next_free(number) == number


def test_first_choice_reads_the_operators_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKM_PG_PORT", "5433")

    assert ports.first_choice("IKM_PG_PORT", 25432) == 5433
    assert ports.first_choice("IKM_OTHER_PORT", 26379) == 26379


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "54 32"])
def test_first_choice_refuses_what_is_no_port(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("IKM_PG_PORT", text)

    with pytest.raises(OpsError, match=f"IKM_PG_PORT={text} "):
        ports.first_choice("IKM_PG_PORT", 25432)
