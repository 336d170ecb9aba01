"""Nobody sees anything of another authority: whatever has a key in its address is not found."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.returns.people import person
from tests.somebody import BOLTON, somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.plans.models import Case
from wherewithal.apps.returns.models import Draft, Load

pytestmark = pytest.mark.django_db
HELD = {
    "plans:case": Case,
    "returns:load": Load,
    "returns:doubt": DoubtfulMatch,
    "returns:child": Child,
    "returns:draft": Draft,
    "returns:download-draft": Draft,
}
"""What stands behind the key of each address."""


def addresses_with_a_key(resolver, space=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses_with_a_key(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and "pk" in entry.pattern.converters:
            yield f"{space}{entry.name}"


@pytest.fixture
def held(load, authority, tmp_path, settings, today):
    """A child, a case, a load, a doubt and a draft of authority 201."""
    settings.HOME = tmp_path
    load(person(), person(Surname="Oak", Forename="Otis", PersonBirthDate="2010-01-01"))
    file = tmp_path / "private" / "draft.xml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("<Message/>")
    Draft.objects.create(authority=authority, year=2026, as_at=today, state=Draft.State.READY, file=file.name)


def answer(client, name):
    return client.get(reverse(name, args=[HELD[name].objects.order_by("pk").first().pk])).status_code


def test_every_address_with_a_key_is_tested_here():
    assert set(addresses_with_a_key(get_resolver())) == set(HELD)


@pytest.mark.parametrize("name", HELD)
def test_somebody_of_the_authority_finds_it(client, held, name):
    client.force_login(somebody(Role.MANAGER, authority="201"))
    assert answer(client, name) == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", HELD)
def test_nobody_of_another_authority_finds_it(client, held, name, role):
    client.force_login(somebody(role, authority=BOLTON))
    assert answer(client, name) in {403, 404}
    client.force_login(somebody(Role.MANAGER, authority=BOLTON, username="other.manager"))
    assert answer(client, name) == 404


LISTS = [
    "plans:caseload", "plans:download", "plans:overview",
    "returns:index", "returns:quality", "returns:doubts", "returns:new-draft",
]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_no_list_of_another_authority_tells_of_it(client, held, name):
    client.force_login(somebody(Role.MANAGER, authority=BOLTON))
    shown = client.get(reverse(name))
    content = b"".join(shown) if shown.streaming else shown.content
    assert shown.status_code == 200
    for word in (b"Rowan", b"Oak", b"A201200119001", b"sen2-2026.xml"):
        assert word not in content


def test_another_authority_without_a_return_has_no_findings_to_download(client, held):
    client.force_login(somebody(Role.MANAGER, authority=BOLTON))
    assert client.get(reverse("returns:download-findings", args=["csv"])).status_code == 404
    assert client.get(reverse("returns:rule", args=["SV001"])).status_code == 404
