"""Checking a SEN2 return: 246 rules, each data in a .toml file and a predicate in the module of the same name."""

from wherewithal.domain.formats.sen2.check.checking import check
from wherewithal.domain.formats.sen2.check.facts import Place
from wherewithal.domain.formats.sen2.check.report import CureCount, Finding, Report
from wherewithal.domain.formats.sen2.check.rules import Rule, rules
from wherewithal.domain.formats.sen2.check.schools import School, Schools
from wherewithal.domain.formats.sen2.check.sheets import SummaryRow, summary, write_csv, write_xlsx

__all__ = [
    "CureCount",
    "Finding",
    "Place",
    "Report",
    "Rule",
    "School",
    "Schools",
    "SummaryRow",
    "check",
    "rules",
    "summary",
    "write_csv",
    "write_xlsx",
]
