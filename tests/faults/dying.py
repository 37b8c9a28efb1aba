"""The web application as gunicorn loads it, and a way to die: a worker that is asked to kills
itself between the commit and the answer, the one moment nobody could hit from outside."""

import os
import signal
from collections.abc import Iterable
from typing import Any

from sentra.wsgi import application as plain

HEADER, ASKED = "X-Fault", "die-before-the-answer"


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The answer, or death once it is ready."""
    answer = plain(environ, start_response)
    if environ.get("HTTP_X_FAULT") == ASKED:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
