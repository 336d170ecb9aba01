"""What every page tells the browser to allow, and that no page needs more."""

import re

import pytest
from django.conf import settings

from tests.somebody import somebody

POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
PUBLIC = ["/account/sign-in", "/health", "/no-such-page"]


@pytest.fixture(params=[*PUBLIC, "/", "/account/password"])
def page(request, client, db):
    if request.param not in PUBLIC:
        client.force_login(somebody())
    return client.get(request.param)


def test_a_page_may_load_what_is_ours_and_nothing_else(page):
    assert set(page["Content-Security-Policy"].split("; ")) == POLICY


def test_a_page_has_no_script_and_no_style_within_it(page):
    text = page.content.decode()
    assert not re.search(r"<script(?! src=\"/static/)|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []


def test_a_page_is_kept_nowhere_and_framed_nowhere(page):
    assert page["Cache-Control"] == "no-store"
    assert page["X-Frame-Options"] == "DENY"
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_tells_others_nothing_and_uses_no_device(page):
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in page["Permissions-Policy"]
    assert "geolocation=()" in page["Permissions-Policy"]


def test_no_cookie_can_be_read_by_a_script_or_sent_by_another_site(client):
    cookies = client.get("/account/sign-in").cookies
    assert {
        name for name, cookie in cookies.items() if not (cookie["httponly"] and cookie["samesite"] == "Lax")
    } == set()
    assert cookies[settings.CSRF_COOKIE_NAME]["max-age"] == ""
