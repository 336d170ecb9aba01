"""The server of the pages, and beside it the worker: both start and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.core.management import call_command
from django.db import connections
from gunicorn.glogging import Logger

from wherewithal.config.safety import STARTED_BY_US, refuse_unsafe_start
from wherewithal.web import health
from wherewithal.web.logs import Guarded

Say = Callable[[str], None]
Child = subprocess.Popen[bytes]

LONGEST_PAGE = 120
LONGEST_END = 120
"""Seconds that a page may take, and that what is under way has to end."""


class CannotServe(Exception):
    """What stands in the way of a start, with its cure."""


def serve(address: str, *, workers: int, with_worker: bool, say: Say) -> None:
    """Serve the pages at ``address``, such as 127.0.0.1:8000, until a signal says to stop.

    Raises CannotServe, ImproperlyConfigured (an unsafe set-up), and CannotServe also if a process ends by itself.
    """
    host, port = parted(address)
    refuse_unsafe_start(host)
    for fault in health.about_the_database():
        raise CannotServe(fault)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    with listening(host, port) as door, told_to_stop() as (stop, at_once):
        children = {"The server": start_server(door, workers)}
        if with_worker:
            children["The worker"] = start_python("wherewithal.config.working")
        say(f"Wherewithal is at http://{shown(door)}/ and stops with Ctrl+C")
        try:
            ended = first_to_end(children, stop)
        finally:
            end(children, at_once, say)
    if ended:
        raise CannotServe(f"{ended} ended by itself, so everything was stopped. What it last said stands above")


def parted(address: str) -> tuple[str, int]:
    """("127.0.0.1", 8000) for 127.0.0.1:8000.  Raises CannotServe."""
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdecimal()):
        raise CannotServe(f"{address} is not an address: write one such as 127.0.0.1:8000")
    return host.strip("[]"), int(port)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A door that browsers can knock at from now on.  Raises CannotServe where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=2048)
    except OSError:
        raise CannotServe(
            f"The address {host}:{port} cannot be had: something else listens there, or this machine has no such "
            "address. Stop what listens there, or choose another with --address"
        ) from None
    with door:
        yield door


def shown(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def start_server(door: socket.socket, workers: int) -> Child:
    return start_python(
        "gunicorn",
        f"--bind=fd://{door.fileno()}",
        f"--workers={workers}",
        f"--timeout={LONGEST_PAGE}",
        "--log-level=warning",
        f"--logger-class={__name__}.{ServerLog.__name__}",
        "--no-control-socket",
        "wherewithal.config.wsgi",
        pass_fds=(door.fileno(),),
    )


def start_python(module: str, *arguments: str, pass_fds: tuple[int, ...] = ()) -> Child:
    """A process of our own, in a session of its own: Ctrl+C comes to us, and we tell it to stop, once."""
    command = [sys.executable, "-m", module, *arguments]
    environment = os.environ | {STARTED_BY_US: "yes"}
    return subprocess.Popen(command, env=environment, pass_fds=pass_fds, start_new_session=True)  # noqa: S603


@contextmanager
def told_to_stop() -> Iterator[tuple[Event, Event]]:
    """Two events: a first signal says to stop, a second one to stop at once."""
    stop, at_once = Event(), Event()

    def told(number: int, frame: object) -> None:
        (at_once if stop.is_set() else stop).set()

    signals = [signal.SIGTERM, signal.SIGINT]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup: go on when the terminal closes
        signals.append(signal.SIGHUP)
    before = {each: signal.signal(each, told) for each in signals}
    try:
        yield stop, at_once
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def first_to_end(children: dict[str, Child], stop: Event) -> str:
    """Wait; the name of the first that ends by itself, "" if we are told to stop before that."""
    while not stop.wait(0.2):
        for name, child in children.items():
            if child.poll() is not None:
                return name
    return ""


def end(children: dict[str, Child], at_once: Event, say: Say) -> None:
    """Let all finish what is under way; kill what is left when that takes too long or we are told again."""
    for child in children.values():
        child.terminate()
    say("Stopping when what is under way is done; Ctrl+C again stops at once")
    latest = time.monotonic() + LONGEST_END
    for child in children.values():
        while child.poll() is None and not at_once.wait(0.1) and time.monotonic() < latest:
            pass
        child.kill()
        child.wait()


class ServerLog(Logger):
    """What gunicorn says of itself, without the address of a page or the message of an error."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Guarded())
