"""How often somebody failed to sign in from one address, under whichever names."""

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from wherewithal.apps.accounts.addresses import of_the_client


def too_many_from_here(request: HttpRequest) -> bool:
    """Whether the address failed as often as one may; the lockout of a single name is axes' own."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    failed = AccessAttempt.objects.filter(ip_address=of_the_client(request), attempt_time__gt=since)
    tries = failed.aggregate(all=Sum("failures_since_start"))["all"] or 0
    return tries >= settings.FAILURES_OF_AN_ADDRESS
