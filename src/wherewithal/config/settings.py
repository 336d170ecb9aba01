"""Django's settings, read once from the environment.

Safe unless told otherwise: only WHEREWITHAL_LOCAL=yes, on a person's own machine, allows plain HTTP and a key
made by ourselves.  ``safety.py`` refuses to start what would not be safe.
"""

from datetime import timedelta
from importlib.util import find_spec

from csp.constants import NONE, SELF

from wherewithal.config import environment, navigation

HOME = environment.home()
LOCAL = environment.yes_or_no("WHEREWITHAL_LOCAL")
DEBUG = environment.yes_or_no("WHEREWITHAL_DEBUG")
TODAY = environment.day("WHEREWITHAL_TODAY")
DEMONSTRATION = environment.yes_or_no("WHEREWITHAL_DEMONSTRATION")
SECRET_KEY = environment.secret_key(HOME, local=LOCAL)
ALLOWED_HOSTS = environment.words("WHEREWITHAL_HOSTS", "localhost,127.0.0.1,[::1]" if LOCAL else "")

PRODUCT_NAME = "Wherewithal"
NAVIGATION = navigation.NAVIGATION
FIRST_PAGES = navigation.FIRST_PAGES

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "wherewithal.config",
    "wherewithal.web",
    "wherewithal.apps.audit",
    "wherewithal.apps.places",
    "wherewithal.apps.accounts",
    "wherewithal.apps.people",
    "wherewithal.apps.plans",
    "wherewithal.apps.returns",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wherewithal.web.logs.RequestLog",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "wherewithal.web.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wherewithal.apps.accounts.middleware.Doorkeeper",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "wherewithal.config.urls"
WSGI_APPLICATION = "wherewithal.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": environment.database(
        environment.text("WHEREWITHAL_DATABASE_URL", f"sqlite://{HOME / 'wherewithal.sqlite3'}")
    )
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "wherewithal.web.templates.environment",
            "context_processors": ["wherewithal.web.frame.frame"],
        },
    }
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = HOME
WHITENOISE_USE_FINDERS = LOCAL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wherewithal.web.storage.Collected"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"wherewithal.apps.accounts.passwords.{name}"} for name in ("LongEnough", "NotCommon", "NotLikeTheUser")
]
PASSWORD_HASHERS = [
    *(["django.contrib.auth.hashers.Argon2PasswordHasher"] if find_spec("argon2") else []),
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

AXES_FAILURE_LIMIT = 5
FAILURES_OF_AN_ADDRESS = 100
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "wherewithal.apps.accounts.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "wherewithal.apps.accounts.addresses.of_the_client"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = int(timedelta(minutes=30).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_LONGEST = timedelta(hours=12)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "wherewithal.web.errors.csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for the owner of the whole domain to ask for
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"guarded": {"()": "wherewithal.web.logs.Guarded"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "guarded"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "axes": {"level": "WARNING"},
    },
}
