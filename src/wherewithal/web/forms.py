"""Django's form fields as GOV.UK components: what each field's macro takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

Params = dict[str, Any]


class DayInput(forms.Widget):
    """Three boxes, day, month and year; their value is "year-month-day" as typed, "" if all three are empty."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        typed = [data.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
        return "-".join(typed) if any(typed) else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-day" not in data

    @staticmethod
    def parts(value: date | str | None) -> dict[str, str]:
        """The text of each box, for a day or for what was typed."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        year, month, day = (value or "--").split("-", 2)
        return {"day": day, "month": month, "year": year}


class DayField(forms.Field):
    """A day typed in three boxes.  Its label begins its messages, so it is a noun: "Date of birth"."""

    widget = DayInput

    def to_python(self, value: date | str | None) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = self.widget.parts(value)
        self.refuse_gaps(typed)
        try:
            return date(*(int(typed[part]) for part in ("year", "month", "day")))
        except ValueError:
            raise forms.ValidationError(f"{self.label} must be a real date, such as 20 10 2025") from None

    def refuse_gaps(self, typed: dict[str, str]) -> None:
        missing = [part for part in ("day", "month", "year") if not typed[part]]
        if missing:
            raise forms.ValidationError(f"{self.label} must include a {' and a '.join(missing)}")
        if len(typed["year"]) != len("2025"):
            raise forms.ValidationError(f"{self.label}: the year must have 4 numbers, such as 2025")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DayInput.parts(initial) != DayInput.parts(data)


@dataclass(frozen=True)
class Drawing:
    """``kind`` names a macro of ``components/form.jinja``."""

    kind: str
    params: Params


def drawing(bound: BoundField) -> Drawing:
    """How a field is drawn, by the nearest kind its widget descends from."""
    kind, params = next(KINDS[ancestor] for ancestor in type(bound.field.widget).__mro__ if ancestor in KINDS)
    return Drawing(kind, common(bound) | params(bound))


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error with a link to the field to mend, in the order of the fields."""
    whole = [{"text": message} for message in form.non_field_errors()]
    return whole + [{"text": message, "href": f"#{first_box(bound)}"} for bound in form for message in bound.errors]


def first_box(bound: BoundField) -> str:
    name = bound.html_name
    return f"{name}-day" if isinstance(bound.field.widget, DayInput) else name


def common(bound: BoundField) -> Params:
    attrs = dict(bound.field.widget.attrs)
    params = {"id": bound.html_name, "name": bound.html_name, "classes": attrs.pop("class", "")}
    params |= {name: attrs.pop(name) for name in ("autocomplete", "autocapitalize", "inputmode") if name in attrs}
    if "spellcheck" in attrs:
        params["spellcheck"] = attrs.pop("spellcheck") == "true"
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": bound.errors[0]}
    return params | {"attributes": attrs}


def one_box(bound: BoundField) -> Params:
    return {"label": {"text": bound.label}, "value": "" if bound.value() is None else bound.value()}


def secret(bound: BoundField) -> Params:
    """What was typed is never sent back."""
    return {"label": {"text": bound.label}, "type": "password"}


def file(bound: BoundField) -> Params:
    return {"label": {"text": bound.label}}


def listed(bound: BoundField) -> Params:
    return {"label": {"text": bound.label}, "items": [*items(bound, "selected")]}


def legend(bound: BoundField) -> Params:
    return {"fieldset": {"legend": {"text": bound.label, "classes": "govuk-fieldset__legend--s"}}}


def grouped(bound: BoundField) -> Params:
    return legend(bound) | {"idPrefix": bound.html_name, "items": [*items(bound, "checked")]}


def one_tick(bound: BoundField) -> Params:
    """A single box; the words beside it are the label."""
    item = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
    return {"idPrefix": bound.html_name, "items": [item]}


def three_boxes(bound: BoundField) -> Params:
    wrong = " govuk-input--error" if bound.errors else ""
    widths = {"day": 2, "month": 2, "year": 4}
    boxes = [
        {"name": part, "value": value, "classes": f"govuk-input--width-{widths[part]}{wrong}"}
        for part, value in DayInput.parts(bound.value()).items()
    ]
    return legend(bound) | {"namePrefix": bound.html_name, "items": boxes}


def items(bound: BoundField, chosen: str) -> Iterator[Params]:
    value = bound.value()
    picked = {str(each) for each in (value if isinstance(value, list | tuple) else [value]) if each is not None}
    for key, text in bound.field.choices:
        yield {"value": str(key), "text": text, chosen: str(key) in picked}


KINDS = {
    forms.CheckboxInput: ("checkboxes", one_tick),
    forms.CheckboxSelectMultiple: ("checkboxes", grouped),
    DayInput: ("day", three_boxes),
    forms.FileInput: ("file", file),
    forms.widgets.Input: ("input", one_box),
    forms.PasswordInput: ("input", secret),
    forms.RadioSelect: ("radios", grouped),
    forms.Select: ("select", listed),
    forms.Textarea: ("textarea", one_box),
}
