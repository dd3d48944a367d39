"""Settings that every way of running shares. Values that differ come from demo.py, test.py and production.py."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from deploy.settings.accounts import *  # noqa: F403 - people and logging in have a file of their own

ROOT = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    "deploy",
    "training",
    "intervisie",
    "casussen",
    "community",
    "community.apps.SleutelsConfig",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "community.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "community.middleware.OmvangMiddleware",
    "community.middleware.NowMiddleware",
    "community.middleware.KluisMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "community.middleware.SessionAgeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.middleware.SecondFactorMiddleware",
    "community.middleware.BeheerMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# The key store has a database of its own (docs/decisions/0016-kluis.md).
DATABASE_ROUTERS = ["community.sleutels.router.SleutelsRouter"]
# The file of key-encryption keys, lines `id:base64`, the current one first. Only its path is a setting. Without it the
# vault is closed: confidential pages answer 503 and everything else works. The worker of mail and beat have none.
KEK_FILE = ""
# What a monitor shows to read /gezond/cijfers and the details of /gezond/klaar. Without it nobody reads them.
OPS_TOKEN = ""

ROOT_URLCONF = "deploy.urls"
WSGI_APPLICATION = "deploy.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "community.templatetags.vast",
                "community.templatetags.componenten",
                "community.templatetags.formulieren",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "community.views.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time: Dutch only, so that an English browser gets Dutch as well.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands"))]
# Our own words for sentences of Django and allauth.
LOCALE_PATHS = [ROOT / "locale"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
WAGTAIL_USER_TIME_ZONES = ["Europe/Amsterdam"]

# Static files and files of members. Files of members never lie under MEDIA_ROOT.
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
# Only who keeps the website gets a file by its name, and only in /beheer/; pages name pictures by number.
MEDIA_URL = "/beheer/bestanden/"
WAGTAILDOCS_SERVE_METHOD = "direct"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# A file of a member is never written down readable, not even for the length of a request (SECURITY.md §8.12). What a
# request may carry at most stands in community.middleware.omvang.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024

# Wagtail: one login door, no second user administration, nothing that mails or publishes behind our back.
WAGTAIL_SITE_NAME = "Regiekamer"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
# Saving by itself makes a page beside the one that a click makes at that moment: one of both then fails.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "community.forms.uploads.BeeldForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "community.forms.uploads.DocumentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"}}
WAGTAIL_I18N_ENABLED = False

# Mail. The sender is one fixed address: people trust a sender they know.
DEFAULT_FROM_EMAIL = "Regisseurs van de Samenwerking <community@regiekamer.example>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
REPLY_TO = "coordinatie@regiekamer.example"
# Who is told of a weakness, in /.well-known/security.txt.
SECURITY_CONTACT = "veiligheid@regiekamer.example"
# Seconds to wait for the mail server; for the mails that a person waits for (login code, reset link) shorter.
EMAIL_TIMEOUT: float = 20
EMAIL_SECRET_TIMEOUT = 5
# How many mails a sender takes at once.
MAIL_BATCH = 50
# How long one task goes on sending: shorter than the pause a stopping worker gets.
MAIL_DRAIN_SECONDS: float = 20
# How long a sender keeps a mail to itself: more than twice the time the server may take.
MAIL_LEASE_SECONDS: float = 90
# Speak to the mail server beside the request, so that a slow one holds up nobody and tells nothing.
MAIL_SECRETS_IN_BACKGROUND = True
# Where word of undelivered mail is sent, when that is not the sender; and where it is read: a maildir, or a mailbox
# over IMAP (host, port, user, password, folder). Off unless one of the two is named.
MAIL_ENVELOPE_FROM = ""
BOUNCE_MAILDIR = ""
BOUNCE_IMAP: dict[str, object] = {}
MAIL_CLOSING_NAME = "het coördinerend hart"

# Celery only ticks: the database is the queue. Nothing is kept in the broker that the database does not know.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_DEFAULT_QUEUE = "post"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 3600}
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# The demo and the tests move this clock; production has none.
CLOCK_FILE = ""
IS_DEMO = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = False
CONTENT_SECURITY_POLICY: dict[str, dict[str, object]] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "community.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django's own handlers would print to the console of a developer or mail an administrator.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Wagtail writes the titles of pages, also of those that are not published.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
