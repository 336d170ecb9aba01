"""Run the benchmark modules and write docs/benchmarks.md: ``python -m bench.run [MODULE ...]``."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from bench import Bench, page
from tests import postgres

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
OWN = {"__init__", "measure", "page", "run"}


class Runner:
    """Runs the benches of one module after another; starts a PostgreSQL when the first bench asks for it."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._postgres: postgres.Server | None = None

    def rows(self, module: str) -> list[page.Row]:
        """One row for each bench of the module, in its order."""
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix=f"wherewithal-bench-{module}-")))
        found: dict[str, page.Figures] = {}
        rows = []
        for bench in importlib.import_module(f"bench.{module}").benches():
            print(f"{module}: {bench.name} …", flush=True)
            found[bench.name] = self._figures(module, bench, folder, found)
            print(f"    {_in_words(found[bench.name])}", flush=True)
            note = f"ratio is to “{bench.against}”" if bench.against else ""
            rows.append((bench.name, found[bench.name], dict(bench.goals), note))
        return rows

    def _figures(self, module: str, bench: Bench, folder: Path, earlier: dict[str, page.Figures]) -> page.Figures:
        environment = os.environ | {
            "WHEREWITHAL_HOME": str(folder),
            "WHEREWITHAL_DATABASE_URL": self._database(module, bench.database, folder),
        }
        runs = []
        for _ in range(bench.times):
            _stage("before", module, bench, folder, environment)
            runs.append(json.loads(_stage("run", module, bench, folder, environment)))
        best = min(runs, key=lambda figures: figures["cpu_s"])
        return best | {"peak_mb": max(run["peak_mb"] for run in runs)} | _derived(bench, best, earlier)

    def _database(self, module: str, kind: str, folder: Path) -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder}/record.sqlite3"
        if self._postgres is None:
            self._postgres = self._stack.enter_context(postgres.server())
        return self._postgres.database(f"bench_{module}")


def modules() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in OWN)


def main() -> None:
    asked = sys.argv[1:] or modules()
    if unknown := set(asked) - set(modules()):
        sys.exit(f"No benchmark is called {', '.join(sorted(unknown))}. There are: {', '.join(modules())}.")
    with ExitStack() as stack:
        runner = Runner(stack)
        misses = [miss for module in asked for miss in _bench(module, runner)]
    if misses:
        sys.exit("Goals missed:\n  " + "\n  ".join(misses))


def _bench(module: str, runner: Runner) -> list[str]:
    """Run a module, write its section of the page, and say which goals it missed."""
    rows = runner.rows(module)
    heading = (importlib.import_module(f"bench.{module}").__doc__ or module).splitlines()[0].rstrip(".")
    _write({heading: page.section(heading, rows, on=date.today())})  # noqa: DTZ011
    return [f"{module}: {name}: {goal}" for name, found, goals, _ in rows for goal in page.missed(found, goals)]


def _stage(stage: str, module: str, bench: Bench, folder: Path, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "bench.measure", module, bench.name, stage, str(folder)]
    done = subprocess.run(command, env=environment, cwd=HERE.parent, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"The benchmark “{bench.name}” of {module} failed; its own words are above.")
    return done.stdout.splitlines()[-1] if done.stdout else ""


def _derived(bench: Bench, best: page.Figures, earlier: dict[str, page.Figures]) -> page.Figures:
    """Time for each unit in microseconds, and the ratio to the bench it is set against."""
    derived = {}
    if bench.size:
        derived["each_us"] = best["cpu_s"] / bench.size * 1e6
    if bench.against:
        other = earlier[bench.against]
        measure = "each_us" if bench.size and "each_us" in other else "cpu_s"
        derived["ratio"] = (best | derived)[measure] / other[measure]
    return derived


def _write(sections: dict[str, str]) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    PAGE.write_text(page.merge(before, sections), "utf-8")
    print(f"Written to {PAGE.relative_to(HERE.parent)}")


def _in_words(figures: page.Figures) -> str:
    return ", ".join(f"{name} {value:,.2f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
