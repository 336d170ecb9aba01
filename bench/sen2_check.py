"""SEN2: checking a return that is in memory"""

import pickle
import time
import tracemalloc
from datetime import date
from pathlib import Path

from bench import Bench
from wherewithal.domain.formats.sen2.check import Report, check
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.trees import build
from wherewithal.domain.synth import SynthPlan, header, people

PEOPLE = 20_000
AS_AT = date(2026, 11, 21)


def benches() -> list[Bench]:
    return [
        Bench("All rules of the year", rules_alone, before=make_returns, size=PEOPLE, goals={"check_s": 1}),
        Bench("All rules, beside last year's return", rules_and_last_year, before=make_returns, size=PEOPLE),
        Bench("All rules, memory on top of the return", memory, before=make_returns, times=1, goals={"on_top_mb": 30}),
    ]


def make_returns(folder: Path) -> None:
    """Keep the returns of two years, unless an earlier run did."""
    for year in (2025, 2026):
        if not _file(folder, year).exists():
            plan = SynthPlan(people=PEOPLE, year=year, since=2025, error_rate=0.05)
            _file(folder, year).write_bytes(pickle.dumps(build(header(plan), people(plan))))


def rules_alone(folder: Path) -> dict[str, float]:
    return _timed(_return(folder, 2026), None)


def rules_and_last_year(folder: Path) -> dict[str, float]:
    return _timed(_return(folder, 2026), _return(folder, 2025))


def memory(folder: Path) -> dict[str, float]:
    ret = _return(folder, 2026)
    tracemalloc.start()
    report = check(ret, as_at=AS_AT)
    return {"on_top_mb": tracemalloc.get_traced_memory()[1] / 1e6} | _counts(report)


def _timed(ret: Return, last_year: Return | None) -> dict[str, float]:
    """The CPU time of the check alone, without that of reading the return back."""
    start = time.process_time()
    report = check(ret, as_at=AS_AT, last_year=last_year)
    return {"check_s": time.process_time() - start} | _counts(report)


def _counts(report: Report) -> dict[str, float]:
    return {"errors": report.errors, "queries": report.queries}


def _return(folder: Path, year: int) -> Return:
    ret: Return = pickle.loads(_file(folder, year).read_bytes())
    return ret


def _file(folder: Path, year: int) -> Path:
    return folder / f"{year}.pickle"
