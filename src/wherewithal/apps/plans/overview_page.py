"""What the overview shows: charts, tables and the sentences that say what they mean."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html

from wherewithal.apps.accounts.models import User
from wherewithal.apps.plans.overview import AGES, WAITS, Duty, Load, Month, Row
from wherewithal.apps.plans.presenters import NOBODY
from wherewithal.domain import law
from wherewithal.web.charts import Chart, Series
from wherewithal.web.tables import Column, Table, table
from wherewithal.web.words import how_many, month, percent

NONE = "No plans"
WAITED = [*(words for words, *_ in WAITS), "Not known"]
AGED = [*(words for words, *_ in AGES), "Over 25 or not known"]


@dataclass(frozen=True)
class Shown:
    first: str
    chart: Chart
    on_time: Table
    waiting: Table
    ages: Table
    duties: Table | None
    loads: Table


def present(
    *,
    months: list[Month],
    waiting: list[Row],
    ages: list[Row],
    duties: list[Duty],
    loads: list[Load],
    team: list[User],
    on: date,
) -> Shown:
    return Shown(
        first=_first(months, waiting, duties),
        chart=_chart(months),
        on_time=_on_time(months),
        waiting=_counts("Open requests and assessments, by time since the request", WAITED, waiting),
        ages=_counts("Open cases, by age of the child", AGED, ages),
        duties=_duties(duties, on) if duties else None,
        loads=_loads(loads, {user.pk: user for user in team}),
    )


def _first(months: list[Month], waiting: list[Row], duties: list[Duty]) -> str:
    plans, on_time = sum(m.plans_ex for m in months), sum(m.on_time_ex for m in months)
    overdue = sum(duty.overdue for duty in duties)
    told = "No plans were issued in the last 12 months"
    if plans:
        share = percent(100 * on_time / plans)
        told = f"{on_time:,} of {how_many(plans, 'plan')} in the last 12 months ({share}) were on time"
    waits = sum(row.total for row in waiting)
    who = how_many(waits, "child waits", "children wait")
    what = how_many(overdue, "limit is", "limits are")
    return f"{told}. {who} for a decision or a plan, and {what} overdue."


def _chart(months: list[Month]) -> Chart:
    """The share by month; a month without plans has none."""
    values = [NONE if m.share is None else round(m.share) for m in months]
    return Chart(
        kind="columns",
        title="New plans issued within 20 weeks, by month",
        description="Percent of the plans issued in each month, leaving out exceptions, mediation and appeals.",
        heading="Month",
        labels=[f"{m.first:%b %y}" for m in months],
        series=[Series("Within 20 weeks", values)],
        unit="%",
    )


def _on_time(months: list[Month]) -> Table:
    with_exceptions = ("Plans", "On time", "Share")
    without = ("Without exceptions", "Of those on time", "Their share")
    columns = ["Month", *(Column(text, numeric=True) for text in (*with_exceptions, *without))]
    rows = [
        [month(m.first), m.plans, m.on_time, _share(m.share_of_all), m.plans_ex, m.on_time_ex, _share(m.share)]
        for m in months
    ]
    return table("Plans issued, with and without exceptions", columns, rows)


def _share(value: float | None) -> str:
    return NONE if value is None else percent(value)


def _counts(caption: str, columns: list[str], rows: list[Row]) -> Table:
    heads = ["Stage", *(Column(text, numeric=True) for text in columns), Column("All", numeric=True)]
    return table(caption, heads, [[row.what, *row.counts, row.total] for row in rows])


def _duties(duties: list[Duty], on: date) -> Table:
    columns = ["Duty", Column("Overdue now", numeric=True), Column("Due in the next 4 weeks", numeric=True), "Rule"]
    rows = []
    for duty in duties:
        rule = law.rule(duty.rule, on=on)
        link = format_html('<a class="govuk-link" href="{}">{}</a>', rule.url, rule.citation)
        rows.append([rule.duty, duty.overdue, duty.soon, link])
    return table("What is overdue, and what becomes overdue in the next 4 weeks", columns, rows)


def _loads(loads: list[Load], team: dict[int, User]) -> Table:
    columns = ["Caseworker", *(Column(text, numeric=True) for text in ("Cases", "Overdue", "Due in the next 4 weeks"))]
    rows = [[_caseworker(load, team), load.cases, load.overdue, load.soon] for load in loads]
    return table("Who has how many", columns, rows)


def _caseworker(load: Load, team: dict[int, User]) -> object:
    wanted = "nobody" if load.caseworker is None else str(load.caseworker)
    user = team.get(load.caseworker) if load.caseworker else None
    name = NOBODY if load.caseworker is None else user.name if user else "Somebody who has left"
    return format_html('<a class="govuk-link" href="{}?caseworker={}">{}</a>', reverse("plans:caseload"), wanted, name)
