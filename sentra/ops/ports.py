"""Ports: the usual one or the next free one, tested by binding."""

import errno
import os
import socket

from sentra.ops.console import OpsError

HOST = "127.0.0.1"
# Below 32768, where Linux begins to hand out ports for outgoing connections.
USUAL_POSTGRES, USUAL_BROKER, USUAL_WEB = 25432, 26379, 8000
TRIES = 100


def is_free(port: int, host: str = HOST) -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
                return False
            raise
    return True


def next_free(first: int) -> int:
    """The first free port from `first` on."""
    for port in range(first, min(first + TRIES, 65536)):
        if is_free(port):
            return port
    raise OpsError(f"Tidak ada port bebas dari {first} sampai {first + TRIES - 1}.")


def any_free() -> int:
    """A free port of the system's choice, for a stack that lives as long as its command."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def first_choice(variable: str, usual: int) -> int:
    """The port to try first: the operator's own from the environment, else the usual one."""
    text = os.environ.get(variable, "")
    if not text:
        return usual
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise OpsError(f"{variable}={text} bukan nomor port (1 sampai 65535).")
    return int(text)


def accepts(host: str, port: int, timeout: float = 1.0) -> bool:
    """Whether something answers there."""
    try:
        with socket.create_connection((host, port), timeout=timeout):
            return True
    except OSError:
        return False
