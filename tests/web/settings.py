"""The app's own settings, for tests: quick hashing, static files as they lie, nothing outside the test database."""

from __future__ import annotations

from homecall.web.settings import *  # noqa: F403
from homecall.web.settings import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = [one for one in _MIDDLEWARE if not one.endswith("StaticFiles")]  # it wants a folder that is collected
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Set up anew, logging closes the handlers it finds, and the solver's closes the stream that pytest captures.
LOGGING_CONFIG = None
