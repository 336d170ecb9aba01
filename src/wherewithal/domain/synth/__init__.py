"""Synthetic SEN2 returns and a schools register to go with them: files, never database rows."""

from wherewithal.domain.synth.plan import PlanRefused, SynthPlan, header
from wherewithal.domain.synth.schools import write_schools
from wherewithal.domain.synth.write import people, write_sen2

__all__ = ["PlanRefused", "SynthPlan", "header", "people", "write_schools", "write_sen2"]
