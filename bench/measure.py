"""Run one benchmark in this process and print what it took, as JSON.

``python -m bench.measure MODULE NAME STAGE FOLDER``, where STAGE is before or run.
"""

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path

from bench import Bench


def find(module: str, name: str) -> Bench:
    return next(bench for bench in importlib.import_module(f"bench.{module}").benches() if bench.name == name)


def measured(bench: Bench, folder: Path) -> dict[str, float]:
    """Seconds of CPU and of the clock, megabytes at the most, and what ``run`` returned."""
    cpu, clock = _cpu_seconds(), time.perf_counter()
    facts = bench.run(folder) or {}
    return {
        "cpu_s": _cpu_seconds() - cpu,
        "wall_s": time.perf_counter() - clock,
        "peak_mb": _peak_megabytes(),
        **facts,
    }


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak_megabytes() -> float:
    """The most memory this process has held; on Linux not from getrusage, which starts at the parent's figure."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> None:
    module, name, stage, folder = sys.argv[1:]
    bench = find(module, name)
    if stage == "before":
        if bench.before:
            bench.before(Path(folder))
    else:
        print(json.dumps(measured(bench, Path(folder))))


if __name__ == "__main__":
    main()
