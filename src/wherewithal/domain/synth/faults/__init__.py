"""Faults planted on purpose, each tied to the rule of the check that must find it."""

from wherewithal.domain.synth.faults.plant import Planted, truth_writer, with_faults

__all__ = ["Planted", "truth_writer", "with_faults"]
