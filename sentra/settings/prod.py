"""A server: everything secret comes from the environment, HTTPS only, no demo accounts."""

from sentra.settings.base import *  # noqa: F403
from sentra.settings.base import env

SECRET_KEY = env.str("DJANGO_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("DJANGO_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sid", "__Host-csrf"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=True)
# The health pages are asked by the machine next door, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# The browsers' preload list binds a whole domain for good: its owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# Only because the proxy in front overwrites this header (docs/operations.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
