"""Whose tries are counted: the address our own proxy saw, and no claim of anyone else."""

import pytest
from django.test import RequestFactory

from wherewithal.apps.accounts.addresses import of_the_client


@pytest.mark.parametrize(
    ("asked_from", "forwarded", "client"),
    [
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "192.0.2.1", "10.1.2.3"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("127.0.0.1", "1.1.1.1, 192.0.2.1", "192.0.2.1"),
        ("", "192.0.2.1", "192.0.2.1"),
        ("", "", "127.0.0.1"),
    ],
)
def test_the_address_of_a_client(asked_from, forwarded, client):
    request = RequestFactory().get("/", REMOTE_ADDR=asked_from, headers={"x-forwarded-for": forwarded})
    assert of_the_client(request) == client
