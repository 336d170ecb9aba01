"""Sign in, sign out, change a password, and where each role begins."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wherewithal.apps.accounts import actions
from wherewithal.apps.accounts.access import everyone, signed_in
from wherewithal.apps.accounts.forms import ChangePasswordForm, SignInForm
from wherewithal.apps.accounts.guesses import too_many_from_here


@everyone
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and too_many_from_here(request):
        return locked(request)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.sign_in(request, form.user)
        return HttpResponseRedirect(asked_for(request))
    if request.method == "GET" and request.user.is_authenticated:
        return redirect("home")
    return render(request, "accounts/sign-in.jinja", {"form": form})


def asked_for(request: HttpRequest) -> str:
    """The page somebody wanted before they had to sign in, if it is one of ours."""
    page = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if ours else reverse("home")


@everyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    actions.sign_out(request)
    messages.info(request, "You have signed out.")
    return redirect("accounts:sign-in")


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(user=request.user, password=form.cleaned_data["new"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Your password is changed. You are signed out everywhere else.")
        return redirect("home")
    return render(request, "accounts/change-password.jinja", {"form": form})


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """On to the first page of the person's role; a role without one is shown what it may do."""
    first = settings.FIRST_PAGES.get(request.user.role)
    return redirect(first) if first else render(request, "accounts/start.jinja")


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, str]) -> HttpResponse:
    """What axes asks for, with all it knows."""
    return locked(request)


def locked(request: HttpRequest) -> HttpResponse:
    """What somebody sees who guessed too often; the same whether or not the user name exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked-out.jinja", {"minutes": minutes}, status=429)
