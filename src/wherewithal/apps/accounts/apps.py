from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wherewithal.apps.accounts"
    default_auto_field = "django.db.models.BigAutoField"
