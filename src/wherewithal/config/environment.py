"""What the environment says; each function reads one thing, and its error names the cure."""

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Database = dict[str, Any]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def yes_or_no(name: str) -> bool:
    """False where the name is not set.  Raises ImproperlyConfigured for anything but yes and no."""
    found = text(name, "no").lower()
    if found not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} is {found!r}: write yes or no")
    return found == "yes"


def words(name: str, default: str = "") -> list[str]:
    """What stands between commas."""
    return [word for word in (part.strip() for part in text(name, default).split(",")) if word]


def day(name: str) -> date | None:
    """None where the name is not set.  Raises ImproperlyConfigured for what is not a day."""
    found = text(name)
    if not found:
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {found!r}: write a day such as 2026-01-15") from None


def home() -> Path:
    """The folder of the database, the uploads and the collected style sheet; made where it is missing."""
    folder = Path(text("WHEREWITHAL_HOME", "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database(url: str) -> Database:
    """Django's settings of a database.  Raises ImproperlyConfigured for an address of another kind."""
    address = urlsplit(url)
    if address.scheme == "sqlite" and not address.netloc and address.path:
        return sqlite(Path(unquote(address.path)))
    if address.scheme in ("postgres", "postgresql") and address.path.strip("/"):
        return postgres(url)
    raise ImproperlyConfigured(
        "WHEREWITHAL_DATABASE_URL is not an address we can use: write sqlite:///folder/wherewithal.sqlite3 "
        "or postgres://user:password@server/database"
    )


def sqlite(file: Path) -> Database:
    """Write-ahead log and immediate transactions, so that writers wait for each other instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }


def postgres(url: str) -> Database:
    """``?host=`` names the folder of a socket; every other option goes to the driver as it is."""
    address = urlsplit(url)
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.strip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", address.hostname or ""),
        "PORT": str(address.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_key(folder: Path, *, local: bool) -> str:
    """The key of this installation; on a laptop made once and kept in ``folder``.  "" where there is none."""
    given = text("WHEREWITHAL_SECRET_KEY")
    return given or (kept_key(folder / "secret-key") if local else "")


def kept_key(file: Path) -> str:
    """The key in ``file``, made at the first start; of two processes that start at once the first wins."""
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()
