"""Print how each load of a record stands, the first one first: ``python -m tests.returns.states``."""

import os

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    from wherewithal.apps.returns.models import Load

    print(*Load.objects.order_by("pk").values_list("state", flat=True))
