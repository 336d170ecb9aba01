"""The law: every clock of every case"""

import os
import pickle
import time
from datetime import date
from pathlib import Path

from bench import Bench

PEOPLE = 20_000
AS_AT = date(2026, 1, 22)


def benches() -> list[Bench]:
    return [
        Bench("The clocks of 20,000 people's cases", all_clocks, before=make_facts, size=PEOPLE, goals={"clocks_s": 2})
    ]


def make_facts(folder: Path) -> None:
    """The dated facts of a synthetic authority's cases, unless an earlier run left them there."""
    if (folder / "facts").exists():
        return
    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "wherewithal.config.settings", "WHEREWITHAL_LOCAL": "yes"}
    django.setup()
    from wherewithal.apps.plans.lawful import law_facts
    from wherewithal.apps.returns.mapping import cases_told, child_values
    from wherewithal.domain.synth import SynthPlan, people

    told = people(SynthPlan(people=PEOPLE, year=2026))
    facts = [
        law_facts(case, birth_on=child_values(person)["birth_on"])
        for person in told
        for case in cases_told(person, 2026)
    ]
    (folder / "facts").write_bytes(pickle.dumps(facts))


def all_clocks(folder: Path) -> dict[str, float]:
    """The CPU time of the clocks alone, without that of reading the facts back."""
    from wherewithal.domain.law import clocks

    facts = pickle.loads((folder / "facts").read_bytes())
    start = time.process_time()
    found = sum(len(clocks(case, AS_AT)) for case in facts)
    return {"clocks_s": time.process_time() - start, "cases": len(facts), "clocks": found}
