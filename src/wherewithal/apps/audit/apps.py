from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "wherewithal.apps.audit"
    default_auto_field = "django.db.models.BigAutoField"
