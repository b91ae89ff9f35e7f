"""Django's settings, made from the environment. Importing them touches no file but the one that holds the secret."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from homecall.web.settings.environment import environment
from homecall.web.settings.sending import sending

ENVIRONMENT = environment(os.environ)
SENDING = sending(os.environ, ENVIRONMENT.hosts if ENVIRONMENT.production else ())
PRODUCTION = ENVIRONMENT.production
DATA = ENVIRONMENT.data

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.before)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts] if PRODUCTION else []
ROOT_URLCONF = "homecall.web.urls"
ASGI_APPLICATION = "homecall.web.asgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "homecall.web.look",  # before allauth, whose pages it puts into its own frame
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "homecall.web.people",
    "homecall.web.jobs",
    "homecall.web.family",
    "homecall.web.happened",
    "homecall.web.rested",
    "homecall.web.plans",
    "homecall.web.asking",
    "homecall.web.circle",
    "homecall.web.today",
    "homecall.web.moments",
    "homecall.web.school",
    "homecall.web.editing",
    "homecall.web.notes",
    "homecall.web.awake",
    "homecall.web.career",
    "homecall.web.board",
    "homecall.web.api",
    "homecall.web.pwa",
    "homecall.web.post",
    "homecall.web.rounds",
    "homecall.web.ledger",
    "homecall.web.guests",
    "homecall.web.feeds",
    "homecall.web.house",
    "homecall.web.schedules",
    "homecall.web.welcome",
    "homecall.web.service",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "homecall.web.look.headers.Headers",
    "homecall.web.look.files.StaticFiles",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "homecall.web.people.access.SeatMiddleware",
    "homecall.web.look.speaking.Speaking",
    "homecall.web.pwa.leaving.Leaving",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "homecall.web.look.nav.context",
            ]
        },
    }
]

DATABASES = {"default": dict(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {  # counts of wrong tries, which every process must know
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},  # a week's ribbon is about 8 KB in it
    },
}

EMAIL_BACKEND = "homecall.web.post.backend.Backend"
DEFAULT_FROM_EMAIL = SENDING.sender or "homecall@localhost"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "homecall.web.people.passwords.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a house of one's own often has no mail server
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_ALLOW_UNVERIFIED_EMAIL = True  # decision 20: no address is verified, and a second step must be there for all
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
FORMAT_MODULE_PATH = "homecall.web.locale"  # numbers as in the United States and Mexico
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
METRICS_TOKEN = ENVIRONMENT.metrics
TIME_ZONE = "UTC"  # each family has its own; nothing is shown in this one

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

if PRODUCTION:  # a browser lets nobody but this very host set cookies of such a name
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "homecall.web.look.refusals.replayed"
SECURE_SSL_REDIRECT = False  # the proxy in front does it; behind it the app hears plain HTTP
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 3_000_000

_PLAIN = {"class": "logging.StreamHandler"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "homecall.web.service.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"} if PRODUCTION else _PLAIN},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Paths hold tokens, so a request is never logged by its address; faults still are, by their trace.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
