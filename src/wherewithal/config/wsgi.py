"""The application for gunicorn and other servers: gunicorn wherewithal.config.wsgi"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wherewithal.config.settings")

application = get_wsgi_application()

from wherewithal.config.safety import refuse_local_by_hand, refuse_unsafe_start  # noqa: E402  (needs the settings)

refuse_local_by_hand()
refuse_unsafe_start()
