"""Which address a request comes from, to lock out who guesses passwords."""

from django.http import HttpRequest

OUR_PROXY = ("", "127.0.0.1", "::1")


def of_the_client(request: HttpRequest) -> str:
    """What our own proxy saw; a header sent by anyone else is not believed."""
    asked_from = request.META.get("REMOTE_ADDR", "")
    if asked_from not in OUR_PROXY:
        return asked_from
    seen_by_proxy = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return seen_by_proxy or asked_from or "127.0.0.1"
