"""What the operator reads: one line per event, in Indonesian, and the error that ends a command."""

import os
import sys
import time

_LOADED_AT = time.time()


class OpsError(Exception):
    """A reason to stop, written for the operator; the message is the whole explanation."""


def say(message: str) -> None:
    """Print one line at once, whether or not a terminal is listening."""
    print(f"[ikm] {message}", flush=True)


def complain(message: str) -> None:
    """Print one line to standard error."""
    print(f"[ikm] {message}", file=sys.stderr, flush=True)


def seconds(value: float) -> str:
    """A duration as Indonesians write it: 3,2 detik."""
    return f"{value:.1f} detik".replace(".", ",")


def installation_seconds() -> float:
    """How long the script `ikm` worked before Python took over; 0 when it did not say."""
    try:
        return max(0.0, _LOADED_AT - float(os.environ["IKM_T0"]))
    except (KeyError, ValueError):
        return 0.0


def seconds_since_installation() -> float:
    """The time since the installation was done: what the promise of 20 and 12 s counts."""
    return time.time() - _LOADED_AT
