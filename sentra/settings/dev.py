"""A laptop and `./ikm up`: demo accounts allowed, plain HTTP, mail into files."""

from sentra.settings.base import *  # noqa: F403
from sentra.settings.base import SECRET_KEY as _SECRET_KEY

SECRET_KEY = _SECRET_KEY or "only-for-a-laptop-never-for-a-server"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEMO_LOGINS_ALLOWED = True
