"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

import wherewithal
from wherewithal.web.navigation import links


def frame(request: HttpRequest) -> dict[str, Any]:
    """For a person who has signed in: who they are and where they may go.  Names are ``request.user``'s own."""
    person = request.user if request.user.is_authenticated else None
    return plain_frame() | {
        "person": person,
        "navigation": [*links(request)] if person else [],
        "notices": get_messages(request),
    }


def plain_frame() -> dict[str, Any]:
    """The frame of a page that must work when nothing else does: no person, no database."""
    return {
        "product": settings.PRODUCT_NAME,
        "version": wherewithal.__version__,
        "shown_as_at": settings.TODAY,
        "made_up": settings.DEMONSTRATION,
    }
