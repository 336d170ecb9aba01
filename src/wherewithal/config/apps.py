from django.apps import AppConfig


class Config(AppConfig):
    name = "wherewithal.config"

    def ready(self) -> None:
        from wherewithal.config import checks  # noqa: F401  (registers the checks)
