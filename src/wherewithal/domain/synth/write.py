"""The people in scope of a return, one after the other, and the file that holds them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import BinaryIO, TextIO

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.formats.sen2.xml_out import write_xml
from wherewithal.domain.synth.faults import Planted, truth_writer, with_faults
from wherewithal.domain.synth.person import person, story
from wherewithal.domain.synth.plan import SynthPlan, header
from wherewithal.domain.synth.rates import profile
from wherewithal.domain.synth.schools import register
from wherewithal.domain.synth.scope import in_scope
from wherewithal.domain.synth.tell import tell

Watch = Callable[[Iterable[Tree]], Iterable[Tree]]


def people(plan: SynthPlan, told: Callable[[Planted], None] | None = None) -> Iterator[Tree]:
    """The trees of the people, one at a time; ``told`` hears of every planted fault.

    Person ``i`` of the stories depends only on the seed and ``i``; each return holds those in its scope.
    """
    found = _people(plan)
    return with_faults(found, plan, told or (lambda planted: None)) if plan.error_rate else found


def write_sen2(
    target: BinaryIO, plan: SynthPlan, *, truth: TextIO | None = None, watch: Watch = lambda people: people
) -> int:
    """Write the return as XML, streaming; the number of people is returned.

    ``truth`` takes the planted faults as CSV (open it with ``newline=""``); ``watch`` may follow the people going by.
    """
    told = truth_writer(truth) if truth else None
    return write_xml(target, header(plan), watch(people(plan, told)), plan.year).people


def _people(plan: SynthPlan) -> Iterator[Tree]:
    stated, schools = profile(plan.timeliness), register(plan)
    period = (plan.period_starts_on, plan.told_on)
    found = 0
    for number in count():
        life = story(plan, number, stated)
        if requests := in_scope(life, *period):
            yield tell(person(plan, number, life, schools), requests, plan)
        found += bool(requests if plan.counted == period else in_scope(life, *plan.counted))
        if found == plan.people:
            return
