"""Settings, from the environment (environment.py). Nothing needs to be set to try the software."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF

from config import environment
from config.logs import logging_settings
from config.postgresql.settings import databases

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"


def _secret_key() -> str:
    """One made at the first start and kept in var/ for the next."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


_env = environment.read(os.environ)
DEMO = _env["DEMO"]
DEBUG = _env["DEBUG"]
HTTPS = _env["HTTPS"] if _env["HTTPS"] is not None else not (DEMO or DEBUG)
SECRET_KEY = _env["SECRET_KEY"] or _secret_key()
ALLOWED_HOSTS = _env["ALLOWED_HOSTS"]
CSRF_TRUSTED_ORIGINS = _env["CSRF_TRUSTED_ORIGINS"]
PROXY_COUNT = _env["PROXY_COUNT"]

INSTALLED_APPS = [
    "config.apps.PlanOwnerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "plans",
    "actions",
    "reporting",
]

MIDDLEWARE = [
    "config.request_ids.NameRequests",
    "config.health.AnswerHealth",
    "django.middleware.security.SecurityMiddleware",
    "config.static_files.ServeStaticFiles",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plans.security_log.LogRefusals",
    "plans.sessions.LimitSessions",
    "plans.kept_posts.KeepPosts",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.replica.RememberSaving",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "plans.context.navigation",
                "config.help.about_this_page",
            ],
        },
    },
]
FORM_RENDERER = "config.form_renderer.GovukRenderer"

DATABASES = databases(os.environ, VAR_DIR)
DATABASE_ROUTERS = ["config.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

AUTH_USER_MODEL = "plans.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "plans.sign_in.AccountBackend"]
CSRF_FAILURE_VIEW = "plans.kept_posts.csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

# A report is as long as its form lets it be, and a page of many reports or of a large plan's rows has many fields:
# neither is cut off.
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024  # bytes, without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

ACCESSIBILITY_CONTACT = _env["ACCESSIBILITY_CONTACT"]

# Mail goes by SMTP where EMAIL_HOST is set, and else, as always in the demo, into files in var/mail.
SITE_URL = _env["SITE_URL"]
EMAIL_HOST = _env["EMAIL_HOST"]
EMAIL_PORT = _env["EMAIL_PORT"]
EMAIL_HOST_USER = _env["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _env["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _env["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = 30  # seconds
EMAIL_BACKEND = (
    _env["EMAIL_BACKEND"]
    or f"django.core.mail.backends.{'smtp' if EMAIL_HOST and not DEMO else 'filebased'}.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = _env["DEFAULT_FROM_EMAIL"]

STATIC_URL = "static/"
STATIC_ROOT = _env["STATIC_ROOT"] or None  # unset, static files are served where they lie, as they are at that moment
STATICFILES_DIRS = [
    BASE_DIR / "static",
    BASE_DIR / "build" / "static",
    ("pictures", BASE_DIR / "docs" / "pictures"),  # those of help
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = STATIC_ROOT is None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_files.CollectedFiles"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

FILE_UPLOAD_HANDLERS = [
    "plans.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"

# A cookie whose name begins __Host- is taken from this host alone, and by https alone.
_cookie_prefix = "__Host-" if HTTPS else ""
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = _env["HSTS_SECONDS"] if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SESSION_COOKIE_NAME = f"{_cookie_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_cookie_prefix}csrftoken"
SAVED_COOKIE_NAME = f"{_cookie_prefix}saved"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "plans.session_store"
SESSION_COOKIE_AGE = _env["SESSION_LONGEST_HOURS"] * 60 * 60  # seconds since signing in
SESSION_IDLE_SECONDS = _env["SESSION_IDLE_MINUTES"] * 60

AXES_FAILURE_LIMIT = _env["SIGN_IN_TRIES"]
AXES_COOLOFF_TIME = timedelta(minutes=_env["SIGN_IN_LOCK_MINUTES"])
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "plans.sign_in.typed_address"
AXES_CLIENT_IP_CALLABLE = "plans.requests.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or an account could be kept locked for ever
AXES_LOCKOUT_CALLABLE = "plans.sign_in.locked"
AXES_DISABLE_ACCESS_LOG = True  # the security log has it
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

AXES_WHITELIST_CALLABLE = "plans.sign_in.is_without_password"

# Single sign-on: with the extra `sso`, where OIDC_CLIENT_ID is set.
SINGLE_SIGN_ON = bool(_env["OIDC_CLIENT_ID"])
if SINGLE_SIGN_ON:
    INSTALLED_APPS.append("mozilla_django_oidc")
    AUTHENTICATION_BACKENDS.append("plans.single_sign_on.SingleSignOn")
OIDC_RP_CLIENT_ID = _env["OIDC_CLIENT_ID"]
OIDC_RP_CLIENT_SECRET = _env["OIDC_CLIENT_SECRET"]
OIDC_ISSUER = _env["OIDC_ISSUER"]
OIDC_OP_AUTHORIZATION_ENDPOINT = _env["OIDC_AUTHORIZATION_URL"]
OIDC_OP_TOKEN_ENDPOINT = _env["OIDC_TOKEN_URL"]
OIDC_OP_USER_ENDPOINT = _env["OIDC_USER_URL"]
OIDC_OP_JWKS_ENDPOINT = _env["OIDC_KEYS_URL"]
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_RP_SCOPES = "openid email profile"
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 10  # seconds
OIDC_TRUST_ADDRESSES = _env["OIDC_TRUST_ADDRESSES"]
OIDC_ROLES_CLAIM = _env["OIDC_ROLES_CLAIM"]
OIDC_ROLES = _env["OIDC_ROLES"]
LOGIN_REDIRECT_URL_FAILURE = "/sign-in/"

SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # guesses are counted by account: a whole council may share one address, and a guesser have many
    "security.W021",  # to have a domain preloaded as https alone is for whoever runs the whole of it
]

LOGGING = logging_settings(_env["LOG_FORMAT"], _env["LOG_LEVEL"])
