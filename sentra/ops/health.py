"""Health checks for an engine that asks by command: `python -m sentra.ops.health page|file …`."""

import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

TIMEOUT_SECONDS = 5.0


def page_answers(address: str, path: str) -> int:
    """The HTTP status of a page of the web process at `address` (host:port); 0 for no answer."""
    host, _, port = address.rpartition(":")
    if host in ("", "0.0.0.0", "[::]"):
        host = "127.0.0.1"
    # Nothing but the loopback is asked, and no proxy between us and it.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{host}:{port}{path}", timeout=TIMEOUT_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def file_is_fresh(path: Path, seconds: float) -> bool:
    """Whether the file, or one that begins with its name (a dbm adds an ending), was written in
    the last `seconds`."""
    times = [found.stat().st_mtime for found in path.parent.glob(f"{path.name}*")]
    return bool(times) and time.time() - max(times) <= seconds


def main(arguments: list[str]) -> int:
    """0 when healthy."""
    match arguments:
        case ["page", address, path]:
            return 0 if page_answers(address, path) == 200 else 1
        case ["file", path, seconds]:
            return 0 if file_is_fresh(Path(path), float(seconds)) else 1
    sys.stderr.write("page ADDRESS PATH | file PATH SECONDS\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
