"""What is typed to sign in and to change a password."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wherewithal.apps.accounts.models import User
from wherewithal.apps.accounts.passwords import SHORTEST

NOT_RIGHT = "The user name or the password is not right. Check both and try again"


def password(label: str, *, required: str, autocomplete: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        error_messages={"required": required},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class SignInForm(forms.Form):
    username = forms.CharField(
        label="User name",
        max_length=150,
        error_messages={"required": "Enter your user name", "max_length": NOT_RIGHT},
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
    )
    password = password("Password", required="Enter your password", autocomplete="current-password")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()

    def clean(self) -> None:
        if {"username", "password"} <= self.cleaned_data.keys():
            self.user = authenticate(self.request, **self.cleaned_data)
            if self.user is None:
                self.add_error("username", NOT_RIGHT)


class ChangePasswordForm(forms.Form):
    current = password("Your password now", required="Enter your password", autocomplete="current-password")
    new = password(
        "New password",
        required="Enter a new password",
        autocomplete="new-password",
        hint=f"{SHORTEST} characters or more. Three words that have nothing to do with each other are easy to keep.",
    )
    again = password("New password again", required="Enter the new password again", autocomplete="new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        if not self.user.check_password(self.cleaned_data["current"]):
            raise ValidationError("This is not your password. Check it and try again")
        return self.cleaned_data["current"]

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.user)
        return self.cleaned_data["new"]

    def clean(self) -> None:
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", "The two new passwords are not the same. Enter the new one again")
