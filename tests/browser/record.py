"""Make the record that the browser tests meet, in a process of its own: ``python -m tests.browser.record``."""

import os

import django

PASSWORD = "a kettle on seven hills"


def user_name(role: str) -> str:
    return f"{role}.tester"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    create_users()


def create_users() -> None:
    from wherewithal.apps.accounts.access import Role
    from wherewithal.apps.accounts.actions import create_user
    from wherewithal.apps.places.models import Authority

    authority = Authority.objects.order_by("number").first()
    for role in Role:
        create_user(
            username=user_name(role),
            name=f"Terry {role.label}",
            role=role,
            authority=authority,
            password=PASSWORD,
            by=None,
        )


if __name__ == "__main__":
    main()
