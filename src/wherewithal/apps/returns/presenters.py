"""What the pages of returns show: plain values and words, no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.returns.models import Draft, Finding, Load, SourceRecord
from wherewithal.domain.formats.sen2.check import Rule, rules
from wherewithal.domain.formats.sen2.layout import Item, codes, layout
from wherewithal.web.tables import Column, Table, table
from wherewithal.web.words import NOT_KNOWN, day, how_many, moment

SEVERITIES = {"error": "What DfE would refuse", "query": "To correct or explain"}
Pairs = list[tuple[str, Any]]


@dataclass(frozen=True)
class Group:
    """All findings of one rule: what is wrong, how often, and what to do."""

    rule: Rule
    number: int


def groups(counts: dict[str, int]) -> list[Group]:
    """Rules with findings, those that DfE would refuse first, then what is found most."""
    found = [Group(rules()[number], findings) for number, findings in counts.items()]
    return sorted(found, key=lambda g: (g.rule.severity != "error", -g.number, g.rule.id))


def verdict(counts: dict[str, int]) -> str:
    """What the counts of a check mean for sending the return."""
    errors, queries = counts.get("errors", 0), counts.get("queries", 0)
    if not errors and not queries:
        return "Nothing in this return is in the way of sending it."
    stops = how_many(errors, "thing") if errors else "nothing"
    return f"Your return has {stops} that DfE would refuse, and {how_many(queries, 'thing')} to correct or explain."


def groups_tables(found: list[Group], *, links: bool = True) -> list[Table]:
    """What DfE would refuse, then what to correct or explain; ``links`` to the children each was found with."""
    by_severity = {words: [g for g in found if g.rule.severity == name] for name, words in SEVERITIES.items()}
    return [_groups_table(words, some, links) for words, some in by_severity.items() if some]


def _groups_table(caption: str, found: list[Group], links: bool) -> Table:
    columns = ["What is wrong", Column("How many", numeric=True), "What to do", "Our rule"]
    rows = [[_wrong(g.rule) if links else g.rule.text, g.number, g.rule.cure, g.rule.id] for g in found]
    return table(caption, columns, rows, stacks=True)


def _wrong(rule: Rule) -> object:
    href = reverse("returns:rule", args=[rule.id])
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, rule.text)


def findings_table(findings: Iterable[Finding]) -> Table:
    columns = ["Child", "Record", "Item", "Found", Column("Line of the file", numeric=True)]
    rows = [[_child(f), _record(f.record), _item(f), f.found or "Nothing", f.line or ""] for f in findings]
    return table("Where it was found", columns, rows, stacks=True, caption_hidden=True)


def _child(finding: Finding) -> object:
    if finding.child is None:
        return "The return as a whole"
    href = reverse("returns:child", args=[finding.child_id])
    return format_html('<a class="govuk-link" href="{}">{}</a>', href, finding.child.name or "Name not known")


def _record(name: str) -> str:
    return next((record.title for record in layout().records if record.name == name), "The file")


def _item(finding: Finding) -> str:
    for record in layout().records:
        for item in record.items:
            if record.name == finding.record and item.name == finding.field:
                return item.title
    return next((item.title for item in layout().header if item.name == finding.field), finding.field)


def left_out(counts: dict[str, int]) -> list[tuple[str, int]]:
    """The items that a year does not collect, in words, each with how many values of it are in the record."""
    titles = {item.name: item.title for record in layout().records for item in record.items}
    titles |= {item.name: item.title for item in layout().header}
    return sorted((titles[name], number) for name, number in counts.items())


def load_pairs(load: Load) -> Pairs:
    shown = [
        ("File", load.file_name),
        ("Asked for", moment(load.asked_at)),
        ("By", str(load.by) if load.by else "The command line"),
        ("How it stands", load.get_state_display()),
    ]
    if load.year:
        shown.append(("Return of", f"{load.year}, census day {day(load.census_on)}"))
    words = {"children": "Children in the file", "new": "New", "changed": "Changed", "unchanged": "Unchanged"}
    return shown + [(label, f"{load.counts[name]:,}") for name, label in words.items() if name in load.counts]


def loads_table(loads: Iterable[Load]) -> Table:
    columns = ["File", "Return of", "When", "By", "How it stands", Column("Children", numeric=True)]
    rows = [
        [
            format_html(
                '<a class="govuk-link" href="{}">{}</a>', reverse("returns:load", args=[load.pk]), load.file_name
            ),
            load.year or NOT_KNOWN,
            moment(load.asked_at),
            str(load.by) if load.by else "The command line",
            load.get_state_display(),
            load.counts.get("children", ""),
        ]
        for load in loads
    ]
    return table("Files taken in", columns, rows, stacks=True)


def drafts_table(drafts: Iterable[Draft]) -> Table:
    columns = ["Return of", "As at", "When", "By", "How it stands"]
    rows = [
        [
            format_html('<a class="govuk-link" href="{}">{}</a>', reverse("returns:draft", args=[d.pk]), d.year),
            day(d.as_at),
            moment(d.asked_at),
            str(d.by) if d.by else "The command line",
            d.get_state_display(),
        ]
        for d in drafts
    ]
    return table("Drafts", columns, rows, stacks=True)


def doubts_table(doubts: Iterable[DoubtfulMatch]) -> Table:
    columns = ["In the file", "In the record", "Why we ask", "Decide"]
    rows = [
        [
            doubt.child.name,
            doubt.perhaps.name,
            doubt.why,
            format_html(
                '<a class="govuk-link" href="{}">Decide<span class="govuk-visually-hidden"> for {}</span></a>',
                reverse("returns:doubt", args=[doubt.pk]),
                doubt.child.name,
            ),
        ]
        for doubt in doubts
    ]
    return table("Doubtful matches", columns, rows, stacks=True, caption_hidden=True)


def compared(doubt: DoubtfulMatch) -> Table:
    """The two records side by side."""
    facts = {
        "Name": lambda c: c.name,
        "Birth date": lambda c: day(c.birth_on),
        "UPN": lambda c: c.upn or "None",
        "ULN": lambda c: c.uln or "None",
        "Sex": lambda c: codes("sex").get(c.sex, NOT_KNOWN),
        "Postcode": lambda c: c.postcode or NOT_KNOWN,
    }
    rows = [[what, tell(doubt.child), tell(doubt.perhaps)] for what, tell in facts.items()]
    return table("The two records", ["What", "In the file", "In the record"], rows, caption_hidden=True)


@dataclass(frozen=True)
class Told:
    """What one return told of a child: a list of its records, each with its items in words."""

    heading: str
    file: str
    records: list[tuple[str, Pairs]]


def told(record: SourceRecord) -> Told:
    census = layout().census_dates.get(record.year)
    where = f"person {record.position}" + (f", line {record.line:,}" if record.line else "")
    return Told(
        heading=f"Return of {record.year}" + (f" (census day {day(census)})" if census else ""),
        file=f"{record.load.file_name}, {where}",
        records=list(_records("Person", record.document)),
    )


def _records(name: str, tree: dict[str, Any]) -> Iterable[tuple[str, Pairs]]:
    record = layout().record(name)
    pairs = [(item.title, words(item, tree[item.name])) for item in record.items if item.name in tree]
    if pairs:
        yield record.title, pairs
    for child in layout().children(name):
        for row in tree.get(child.name, []):
            yield from _records(child.name, row)


def words(item: Item, value: str) -> str:
    """A value of a return in words, with the code behind it."""
    if item.type == "flag":
        return {"1": "Yes", "0": "No"}.get(value, value)
    if item.type == "date" and len(value) >= 10:
        return day(date.fromisoformat(value[:10]))
    meaning = codes(item.codes).get(value) if item.codes else None
    return f"{meaning} ({value})" if meaning else value


def child_heading(child: Child) -> str:
    return child.name or "Name not known"
