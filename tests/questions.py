"""How many questions a page asks of the record."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

MOST = 12


def questions(ask: Callable[[], HttpResponse]) -> int:
    """What it takes to answer, the whole of a stream included; marks of a transaction count too."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
        assert answer.status_code == 200, answer
        b"".join(answer)
    return len(asked)
