"""What a password must be, in our words."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)

SHORTEST = 12


class LongEnough(MinimumLengthValidator):
    def __init__(self) -> None:
        super().__init__(min_length=SHORTEST)

    def get_error_message(self) -> str:
        return f"Choose a password of {SHORTEST} characters or more"


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Choose another password: this one is on lists of passwords that many people use"


class NotLikeTheUser(UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "email"))

    def get_error_message(self) -> str:
        return "Choose another password: this one is too much like your name, user name or email address"
