"""What helps on one's own machine stays there."""

from datetime import date

import pytest

from tests.running.installation import Installation
from wherewithal.config.safety import STARTED_BY_US, dangers

START = "from wherewithal.config.wsgi import application"


def test_the_pages_of_a_laptop_are_not_served_by_a_server_started_by_hand(tmp_path):
    ended = Installation(tmp_path).python("-c", START)
    assert ended.returncode == 1
    assert "Unset it, or start the pages with: wherewithal serve" in ended.stderr


def test_they_are_served_by_our_own(tmp_path):
    ended = Installation(tmp_path).python("-c", START, **{STARTED_BY_US: "yes"})
    assert ended.returncode == 0, ended.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(("demonstration", "says_so"), [(False, False), (True, True)])
def test_only_the_demonstration_says_that_its_people_are_made_up(client, settings, demonstration, says_so):
    settings.TODAY, settings.DEMONSTRATION = date(2026, 1, 15), demonstration
    page = client.get("/account/sign-in").content.decode()
    assert "Shown as at 15 January 2026." in page
    assert ("The people are made up" in page) is says_so


def test_a_server_does_not_say_of_real_people_that_they_are_made_up(settings):
    settings.LOCAL, settings.DEMONSTRATION = False, True
    assert any(danger.startswith("WHEREWITHAL_DEMONSTRATION") for danger in dangers())
