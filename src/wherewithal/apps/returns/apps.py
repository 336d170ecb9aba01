from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "wherewithal.apps.returns"
    default_auto_field = "django.db.models.BigAutoField"
