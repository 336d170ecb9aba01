"""Every write to who signs in; each one is recorded."""

from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from wherewithal.apps.accounts import sessions
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.accounts.models import User
from wherewithal.apps.audit.actions import record
from wherewithal.apps.places.models import Authority


class UserNotChanged(Exception):
    """What was asked for is not possible; the words are for the person who asked."""


@transaction.atomic
def create_user(
    *, username: str, name: str, role: Role, authority: Authority, password: str, by: User | None, email: str = ""
) -> User:
    """A person who can sign in from now on; ``by`` None is the system.  Raises UserNotChanged."""
    user = User(username=username.strip().lower(), name=name, role=role, authority=authority, email=email)
    if User.objects.filter(username__iexact=user.username).exists():
        raise UserNotChanged("Somebody has this user name already. Choose another one")
    set_password(user, password)
    user.save()
    record("user.created", by=by, authority=authority, subject=user, details={"role": role})
    return user


@transaction.atomic
def change_role(*, user: User, role: Role, by: User | None, why: str = "") -> User:
    details = {"role": [str(user.role), str(role)]}
    user.role = role
    user.save(update_fields=["role"])
    record("user.role_changed", by=by, authority=user.authority, subject=user, details=details, why=why)
    return user


@transaction.atomic
def close_account(*, user: User, by: User | None, why: str = "") -> User:
    """Nobody is deleted: what they did stays theirs, but they sign in no more.  Raises UserNotChanged."""
    if user == by:
        raise UserNotChanged("You cannot close your own account. Ask a colleague to do it")
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("user.account_closed", by=by, authority=user.authority, subject=user, why=why)
    return user


@transaction.atomic
def open_account_again(*, user: User, by: User | None, why: str = "") -> User:
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("user.account_opened_again", by=by, authority=user.authority, subject=user, why=why)
    return user


@transaction.atomic
def change_password(*, user: User, password: str, by: User | None) -> User:
    """Everywhere else the person is signed in, they are signed out.  Raises UserNotChanged."""
    set_password(user, password)
    user.save(update_fields=["password"])
    record("user.password_changed", by=by, authority=user.authority, subject=user)
    return user


def set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as e:
        raise UserNotChanged(". ".join(e.messages)) from e
    user.set_password(password)


@transaction.atomic
def sign_in(request: HttpRequest, user: User) -> None:
    login(request, user)
    sessions.begin(request)
    record("user.signed_in", by=user, authority=user.authority, subject=user)


@transaction.atomic
def sign_out(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        record("user.signed_out", by=request.user, authority=request.user.authority, subject=request.user)
    logout(request)
