"""Every address; each app has its own file of them."""

from django.urls import include, path

from wherewithal.apps.accounts.access import everyone
from wherewithal.apps.accounts.views import home
from wherewithal.web.health import health

urlpatterns = [
    path("", home, name="home"),
    path("health", everyone(health), name="health"),
    path("account/", include("wherewithal.apps.accounts.urls")),
    path("", include("wherewithal.apps.plans.urls")),
    path("", include("wherewithal.apps.returns.urls")),
]

handler400 = "wherewithal.web.errors.bad_request"
handler403 = "wherewithal.web.errors.forbidden"
handler404 = "wherewithal.web.errors.not_found"
handler500 = "wherewithal.web.errors.server_error"
