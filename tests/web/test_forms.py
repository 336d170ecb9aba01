"""Django's fields are drawn as GOV.UK components, with their errors."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from lxml import html

from wherewithal.web.forms import DayField, DayInput, error_list

PAGE = """{% from "components/form.jinja" import error_summary, fields %}{{ error_summary(form) }}{{ fields(form) }}"""


class Request(forms.Form):
    surname = forms.CharField(label="Surname", help_text="As on the birth certificate")
    born = DayField(label="Date of birth", error_messages={"required": "Enter the date of birth"})
    stage = forms.ChoiceField(label="Stage", choices=[("", "All"), ("a", "Asked <now>")], required=False)
    came = forms.ChoiceField(
        label="How it came", choices=[("p", "By post"), ("e", "By e-mail")], widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("s", "Speech"), ("h", "Hearing")], widget=forms.CheckboxSelectMultiple, required=False
    )
    sure = forms.BooleanField(label="I have checked this", required=False)
    letter = forms.FileField(label="Letter", required=False)
    why = forms.CharField(label="Why", widget=forms.Textarea, required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)


def drawn(form):
    return html.fromstring(engines["jinja2"].from_string(PAGE).render({"form": form}))


def typed(**changes):
    return {"surname": "Rowan", "born-day": "4", "born-month": "5", "born-year": "2016", "came": "e"} | changes


def born(day="4", month="5", year="2016"):
    form = Request(typed(**{"born-day": day, "born-month": month, "born-year": year}))
    return form.errors.get("born", [form.cleaned_data.get("born")])[0]


def test_every_field_has_a_label_or_a_legend_of_its_own():
    page = drawn(Request())
    labels = {" ".join(label.text_content().split()) for label in page.xpath("//label | //legend")}
    assert {field.label for field in Request().fields.values()} <= labels
    boxes = page.xpath("//input[@id] | //select | //textarea")
    assert {box.get("id") for box in boxes} == {label.get("for") for label in page.xpath("//label")}


def test_a_hint_and_an_error_are_read_with_their_box():
    (box,) = drawn(Request({})).xpath("//input[@id='surname']")
    assert box.get("aria-describedby") == "surname-hint surname-error"


def test_what_was_typed_is_kept_and_shown_as_text():
    page = drawn(Request(typed(surname='"><b>', stage="a", needs=["h"], sure="on", why="Because", came="")))
    assert page.xpath("//input[@id='surname']/@value") == ['"><b>']
    assert page.xpath("//option[@selected]/@value") == ["a"]
    assert page.xpath("//input[@checked]/@name") == ["needs", "sure"]
    assert page.xpath("//textarea/text()") == ["Because"]
    assert [page.xpath(f"//input[@name='born-{part}']/@value")[0] for part in ("day", "month", "year")] == [
        "4",
        "5",
        "2016",
    ]
    assert not page.xpath("//b")


def test_an_empty_form_shows_empty_boxes():
    assert "None" not in html.tostring(drawn(Request()), encoding="unicode")


def test_a_password_is_never_sent_back():
    (box,) = drawn(Request(typed(password="a kettle", surname=""))).xpath("//input[@name='password']")
    assert box.get("type") == "password"
    assert box.get("value") is None


def test_the_summary_takes_the_focus_and_leads_to_each_box_to_mend():
    form = Request({})
    page = drawn(form)
    (summary,) = page.xpath("//div[contains(@class, 'govuk-error-summary') and @autofocus]")
    targets = summary.xpath(".//a/@href")
    assert targets == ["#surname", "#born-day", "#came"]
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in targets)


def test_a_form_without_errors_has_no_summary():
    assert not drawn(Request(typed())).xpath("//div[contains(@class, 'govuk-error-summary')]")


def test_an_error_of_the_whole_form_comes_first():
    form = Request({})
    form.add_error(None, "The child is known already")
    assert error_list(form)[0] == {"text": "The child is known already"}


def test_a_day_is_read_from_its_three_boxes():
    assert born() == date(2016, 5, 4)


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (("", "", ""), "Enter the date of birth"),
        (("4", "", "2016"), "Date of birth must include a month"),
        (("", "", "2016"), "Date of birth must include a day and a month"),
        (("30", "2", "2016"), "Date of birth must be a real date, such as 20 10 2025"),
        (("4", "May", "2016"), "Date of birth must be a real date, such as 20 10 2025"),
        (("4", "5", "16"), "Date of birth: the year must have 4 numbers, such as 2025"),
    ],
)
def test_a_day_that_is_not_one_is_refused_with_the_cure(boxes, said):
    assert born(*boxes) == said


def test_a_day_is_shown_again_as_it_was_typed_or_set():
    assert DayInput.parts("2016-5-") == {"day": "", "month": "5", "year": "2016"}
    assert DayInput.parts(date(2016, 5, 4)) == {"day": "4", "month": "5", "year": "2016"}
    assert DayInput.parts(None) == {"day": "", "month": "", "year": ""}


def test_a_day_that_is_set_already_has_not_changed_when_it_is_sent_again():
    form = Request(QueryDict("born-day=4&born-month=5&born-year=2016"), initial={"born": date(2016, 5, 4)})
    assert "born" not in form.changed_data
    assert (
        "born"
        in Request(QueryDict("born-day=5&born-month=5&born-year=2016"), initial={"born": date(2016, 5, 4)}).changed_data
    )
