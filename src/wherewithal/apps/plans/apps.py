from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "wherewithal.apps.plans"
    default_auto_field = "django.db.models.BigAutoField"
