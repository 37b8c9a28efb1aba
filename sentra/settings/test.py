"""The test suite: real PostgreSQL, no pool, plain static files, nothing leaves the machine."""

from sentra.settings.base import *  # noqa: F403
from sentra.settings.base import DATABASES, REST_FRAMEWORK

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
DEMO_LOGINS_ALLOWED = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"public": None, "signed_in": None}}
# Switched on by the tests that are about it.
REQUIRE_MFA = False
# Waking a worker is a courtesy; tests drain by hand.
WAKE_TASK = ""
