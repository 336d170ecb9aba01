"""What every answer tells the browser besides the content security policy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NOT_USED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class Headers:
    """No page is kept by a browser or a proxy, unless its view says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Permissions-Policy"] = ", ".join(f"{feature}=()" for feature in NOT_USED)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
