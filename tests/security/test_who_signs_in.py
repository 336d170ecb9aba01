"""Whoever runs an installation can take away and give back what somebody may do, at once."""

import pytest
from click.testing import CliRunner

from tests.somebody import PASSWORD, somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.audit.models import Event
from wherewithal.config.cli import main

pytestmark = pytest.mark.django_db
NEW = "seven kettles on a hill"


@pytest.fixture
def casey(client):
    user = somebody(Role.DATA_OFFICER, username="casey")
    client.force_login(user)
    return user


def run(*arguments, typed=""):
    done = CliRunner().invoke(main, ["user", *arguments], input=typed)
    return done.exit_code, done.output


def test_a_new_password_is_asked_for_and_signs_out_everywhere(client, casey):
    assert client.get("/account/password").status_code == 200
    code, said = run("password", "Casey", typed=f"{NEW}\n{NEW}\n")
    assert code == 0 and NEW not in said
    assert client.get("/account/password").status_code == 302
    casey.refresh_from_db()
    assert casey.check_password(NEW) and not casey.check_password(PASSWORD)


@pytest.mark.parametrize("command", ["add", "password"])
def test_a_password_is_no_argument_where_others_on_the_machine_could_see_it(command):
    code, said = run(command, "casey", "--password", NEW)
    assert code == 2 and NEW not in said


def test_a_script_gives_a_new_password_on_standard_input(casey):
    assert run("password", "casey", "--password-stdin", typed=f"{NEW}\n") == (0, "casey has a new password\n")
    casey.refresh_from_db()
    assert casey.check_password(NEW)


def test_a_poor_password_is_refused_in_words(casey):
    code, said = run("password", "casey", typed="short\nshort\n")
    assert code == 1 and "12 characters or more" in said


def test_another_role_holds_from_the_next_page_on(client, casey):
    assert client.get("/returns/").status_code == 200
    assert run("role", "casey", "read_only") == (0, "casey has the role read only now\n")
    assert client.get("/returns/").status_code == 403
    assert Event.objects.get(what="user.role_changed").details == {"role": ["data_officer", "read_only"]}


def test_a_closed_account_is_signed_out_and_can_be_opened_again(client, casey):
    assert run("close", "casey")[0] == 0
    assert client.get("/account/password").status_code == 302
    assert run("open", "casey") == (0, "casey can sign in again\n")


@pytest.mark.parametrize("what", [("open",), ("close",), ("role", "manager"), ("password", "--password-stdin")])
def test_an_unknown_user_name_is_said_to_be_nobodys(what):
    command, *rest = what
    assert run(command, "nobody", *rest, typed=f"{NEW}\n") == (1, "Error: Nobody signs in as nobody\n")
