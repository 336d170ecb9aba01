"""What all tests share: Django set up on a record of its own, PostgreSQL on request, the published files."""

import atexit
import os
import tempfile
from pathlib import Path

import hypothesis
import pytest

from tests.append_only import emptied_as_the_migrations_leave_it  # noqa: F401  (holds for every test)

CHECKOUT = Path(__file__).resolve().parent.parent
RECORD_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}

hypothesis.settings.register_profile("tests", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres",
        action="store_true",
        help="start a PostgreSQL and run on it the tests that use the record, and only those",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    _forget_settings()
    if config.getoption("postgres"):
        os.environ["WHEREWITHAL_DATABASE_URL"] = _postgres(config)
    os.environ["DJANGO_SETTINGS_MODULE"] = "wherewithal.config.settings"
    import django.conf

    _quicker(django.conf.settings)
    django.setup()


def pytest_configure_node(node) -> None:
    """Hand the server that this process started to the processes that share its tests."""
    if url := node.config.stash.get(POSTGRES, None):
        node.workerinput["postgres"] = url


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("postgres"):
        return
    chosen = [item for item in items if _uses_the_record(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published files and references that may lie beside the checkout."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the published files are not beside this checkout; our own stand-ins are tested instead")
    return folder


POSTGRES = pytest.StashKey[str]()


def _forget_settings() -> None:
    """Tests never meet the record, the key or the day that whoever runs them has set."""
    for name in [name for name in os.environ if name.startswith("WHEREWITHAL_")]:
        del os.environ[name]
    home = tempfile.TemporaryDirectory(prefix="wherewithal-tests-")
    atexit.register(home.cleanup)
    (Path(home.name) / "static").mkdir()
    os.environ |= {"WHEREWITHAL_LOCAL": "yes", "WHEREWITHAL_HOME": home.name}


def _quicker(settings) -> None:
    """Pages without a collected style sheet, passwords without the work that keeps them safe."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _postgres(config: pytest.Config) -> str:
    """The address of the server: from the process that started it, or of one started now and stopped at the end."""
    if hasattr(config, "workerinput"):
        return config.workerinput["postgres"]
    from tests import postgres

    running = postgres.server(durable=False)
    config.stash[POSTGRES] = running.__enter__().url()
    config.add_cleanup(lambda: running.__exit__(None, None, None))
    return config.stash[POSTGRES]


def _uses_the_record(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or not RECORD_FIXTURES.isdisjoint(item.fixturenames)
