"""Django's settings, from the environment. Reading them writes nothing."""

import os
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from knipa.content import language
from knipa.web import database, home
from knipa.web.demonstration import moment
from knipa.web.door import address
from knipa.web.reminders import push_keys, smtp
from knipa.web.reminders.outgoing import allowed

WEB = Path(__file__).parent
HOME = home.folder()
SECRET_KEY = home.secret_key()
DEBUG = False
DEMO = os.environ.get(
    "KNIPA_DEMO"
)  # `knipa demo` sets it; a person's own Knipa has no trace of what it brings
# Where paired phones come, through a proxy on this machine; a demonstration is for whoever sits here alone.
PHONE_ADDRESS = None if DEMO else address.read(os.environ.get("KNIPA_URL"))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([PHONE_ADDRESS.name] if PHONE_ADDRESS else [])]
CSRF_TRUSTED_ORIGINS = [PHONE_ADDRESS.origin] if PHONE_ADDRESS else []
ROOT_URLCONF = "knipa.web.demonstration.urls" if DEMO else "knipa.web.urls"
WSGI_APPLICATION = "knipa.web.wsgi.application"
AUTH_USER_MODEL = "web.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, Any]] = {"default": database.read(os.environ.get("KNIPA_DATABASE_URL"), HOME)}
# Whom reminders call: push services, and programs of people's own (docs/hosting.md)
CALL_PRIVATE = allowed.read(os.environ.get("KNIPA_CALL_PRIVATE"))
_kept_key = None if database.is_postgresql(DATABASES["default"]) else home.push_key()
SMTP = None if DEMO else smtp.read(os.environ)
PUSH = None if DEMO else push_keys.read(os.environ, _kept_key, PHONE_ADDRESS)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "knipa.web.apps.Web",
]
if database.is_postgresql(DATABASES["default"]):
    INSTALLED_APPS.append("procrastinate.contrib.django")
    PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
    PROCRASTINATE_IMPORT_PATHS = ["knipa.web.reminders.tasks"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "knipa.web.door.keeper.keep_the_door",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Compressed pages could give away a secret by their length (BREACH): Django masks the one secret in them,
    # the form's token, anew for each answer, and this middleware pads with up to 100 random bytes.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "knipa.web.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "knipa.web.spoken.speak",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "knipa.web.demonstration.door.one_of_the_cast" if DEMO else "knipa.web.middleware.one_person",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "pages"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(["knipa.web.demonstration.door.looking_as"] if DEMO else []),
            ]
        },
    }
]

# --- language and time
LANGUAGE_CODE = language.SOURCE
LANGUAGES = [(each.tag, each.name) for each in language.languages().values()]
LANGUAGES_BIDI = [tag for tag, _name in LANGUAGES if language.language(tag).direction == "rtl"]
LOCALE_PATHS = language.roots()
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"  # until the browser has told where the person is
STANDS_STILL_AT = moment.stands_still_at(DEMO)  # a demonstration may stand still at one moment (web/clock.py)

# --- what a browser may do with our pages
SECURE_CSP = {
    "default-src": [CSP.NONE],
    **{f"{kind}-src": [CSP.SELF] for kind in ("script", "style", "img", "font", "connect", "manifest")},
    "media-src": [CSP.SELF, "blob:"],  # the session's sound is made in the page itself
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "knipa_session", "knipa_csrf"
CSRF_FAILURE_VIEW = "knipa.web.pages.care.refusals.csrf_failed"

# --- static files: `knipa serve` collects them and names the folder; otherwise they lie where they lie
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = os.environ.get("KNIPA_STATIC")
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
_storage = "Hashed" if STATIC_ROOT else "Plain"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"knipa.web.static_files.{_storage}"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_words": {"()": "knipa.web.logs.WithoutWords"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "without_words"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own writes e-mail to admins that do not exist
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
