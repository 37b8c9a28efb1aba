"""What is true everywhere: applications, language, history, queue, security. The environment is
read here and nowhere else."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from pghistory import ContextJSONField, ContextUUIDField

from sentra.settings.hooks import *  # noqa: F403

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("IKM_VAR", default=str(BASE_DIR / "var")))

SECRET_KEY = env.str("DJANGO_SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "sentra.accounts",
    "registry",
    "dak",
    "sentra.lib.apps.LibConfig",
    "sentra.lib.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sentra.accounts.middleware.SecondFactorMiddleware",
    "sentra.lib.web.PlainAddressMiddleware",
    "sentra.lib.web.ProblemMiddleware",
]

ROOT_URLCONF = "sentra.urls"
WSGI_APPLICATION = "sentra.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sentra.lib.context.page",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database: PostgreSQL and nothing beside it; transactions belong to the engine
DATABASES = {"default": env.db_url("DATABASE_URL", default="postgres://ikm@127.0.0.1:25432/ikm")}
DATABASES["default"].update(ATOMIC_REQUESTS=False, CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- history: one append-only event table per noun, context as JSON on every row
PGHISTORY_CONTEXT_FIELD = ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = ContextUUIDField()
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
PGHISTORY_APPEND_ONLY = True
# Triggers are installed after every migrate from the models that declare them, like the views: the
# database always equals the code, and a fresh one is up in two seconds instead of ten
# (docs/decisions/0003-triggers-outside-migrations.md).
PGTRIGGER_MIGRATIONS = False

# --- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "sentra.accounts.adapter.ClosedAccountAdapter"
# Whose wrong passwords and codes are counted: the client's, seen through our own proxies.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NUM_PROXIES", default=0)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "sentra.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Registri Sentra IKM"
# Addresses are given by invitation; without this nobody could enrol at his first sign-in.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Whoever can write enrols a second factor before anything else works. On in production.
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=False)
MFA_REQUIRED_FOR = "registry.policy.can_write"
# How long an invitation or a reset waits for its person, and when a mandate ends that nobody gave
# another last day: 31 December, this many years after the running one.
ONE_TIME_CODE_DAYS = env.int("ONE_TIME_CODE_DAYS", default=7)
MANDATE_YEARS_AHEAD = env.int("MANDATE_YEARS_AHEAD", default=1)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tasks"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_FAILURE_VIEW = "sentra.lib.web.csrf_failure"

# --- language and time: screens speak Indonesian, the database speaks UTC ------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [BASE_DIR / "sentra" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["sentra.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# --- static files
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
# Pictures of the help pages, made by the test run with invented data and never committed.
HELP_PICTURES_DIR = Path(
    env.str("HELP_PICTURES_DIR", default=str(BASE_DIR / "docs" / "help" / "img"))
)
STATICFILES_DIRS = [BASE_DIR / "sentra" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sentra.lib.static.ManifestStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- private files: photos and decrees, never below an address of their own; every process of the
# registry on this machine must see the same folder
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", default=str(VAR_DIR / "private")))
ATTACHMENTS_PER_FORM = env.int("ATTACHMENTS_PER_FORM", default=12)
# Files nobody recorded (a form that was refused after its file was written) go after a day.
ORPHAN_AGE_SECONDS = 24 * 3600

# --- mail: written to files unless a server is named
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="filemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_FILE_PATH = EMAIL_CONFIG.get("EMAIL_FILE_PATH") or str(VAR_DIR / "mail")
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
# Where letters lead back to; no host name of ours is known to a background job.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="registri@registri.example")

# --- security
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1500
# Files count apart: each up to this size, thrown away while it arrives when it is larger.
UPLOAD_MAX_BYTES = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "sentra.lib.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# --- API
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "sentra.lib.api.CsvRenderer",
        "sentra.lib.api.XlsxRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "sentra.accounts.tokens.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["sentra.lib.api.ReadOnly"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "sentra.lib.api.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "sentra.lib.schema.ProblemAwareSchema",
    "EXCEPTION_HANDLER": "sentra.lib.api.problem_response",
    "DEFAULT_THROTTLE_CLASSES": [
        "sentra.lib.api.PublicThrottle",
        "sentra.lib.api.SignedInThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "public": env.str("API_RATE_PUBLIC", default="120/min"),
        "signed_in": env.str("API_RATE_SIGNED_IN", default="1200/min"),
    },
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
    "URL_FORMAT_OVERRIDE": "format",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": False,
}
# Tokens are ours (sentra.accounts.api_token); of knox we take how they are made and hashed. Its own
# table would stay empty, so its migrations do not run.
KNOX_TOKEN_MODEL = "accounts.ApiToken"
REST_KNOX = {"TOKEN_PREFIX": "ikm_", "TOKEN_TTL": None}
MIGRATION_MODULES = {"knox": None}
API_TOKEN_MAX_DAYS = 366
SPECTACULAR_SETTINGS = {
    "TITLE": "Registri Nasional Sentra IKM",
    "DESCRIPTION": "Satu catatan untuk setiap sentra; setiap angka bertanggal, bersumber, dan "
    "dapat dibuka sampai ke barisnya.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "SORT_OPERATIONS": True,
    "SORT_OPERATION_PARAMETERS": False,
    "POSTPROCESSING_HOOKS": [],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {
                "type": "apiKey",
                "in": "header",
                "name": "Authorization",
                "description": "Token ikm_…, dibuat di /akun/token/",
            }
        }
    },
}

# --- queue: the database is the queue, Redis only wakes workers up
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:26379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 100
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 5,
    "socket_connect_timeout": 0.5,
    "retry_on_timeout": False,
    "health_check_interval": 15,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}

# --- the registry's own; who brings nouns to it stands in hooks.py
# Working days after the end of a quarter within which an office reports. No rule for IKM was found;
# these are the registry's own and follow what another field of DAK asks.
REPORT_WORKING_DAYS = {
    "regency": env.int("REPORT_WORKING_DAYS_REGENCY", default=5),
    "province": env.int("REPORT_WORKING_DAYS_PROVINCE", default=10),
}
# Figures that others published, loaded by `manage load_statistics` when no file is named.
STATISTICS_FILES = [BASE_DIR / "dak" / "data" / "published_statistics.csv"]
WAKE_TASK = "registry.tasks.recompute_provincial_aggregates"
WAKE_BUDGET_SECONDS = 0.2
WAKE_INTERVAL_SECONDS = 0.2
SWEEP_INTERVAL_SECONDS = env.float("SWEEP_INTERVAL_SECONDS", default=5.0)
DEMO_LOGINS_ALLOWED = False
# Where the first start writes the demo logins; `./ikm up` names the file.
DEMO_LOGINS_FILE = env.str("IKM_DEMO_LOGINS", default="")
# The exported snapshot that `./ikm backup` lets dump and digests share.
DATABASE_SNAPSHOT = env.str("IKM_SNAPSHOT", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "sentra.lib.logs.line_formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "pgtrigger": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
