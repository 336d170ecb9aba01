"""What a data officer types about returns."""

from datetime import date

from django import forms

from wherewithal.apps.people.models import DoubtfulMatch
from wherewithal.domain.formats.sen2.layout import codes, layout
from wherewithal.web.forms import DayField

MOST_BYTES = 300 * 1024 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(
        label="SEN2 file",
        help_text="The XML file you send to DfE, or a zip of the nine CSV files that COLLECT exports",
        error_messages={"required": "Choose a SEN2 file", "empty": "The file is empty. Choose the file again"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                "The file is larger than 300 MB. Load it with the command: wherewithal load sen2"
            )
        return file


class DraftForm(forms.Form):
    year = forms.TypedChoiceField(label="Year of the return", coerce=int)
    as_at = DayField(
        label="As at",
        help_text="Nothing that happened after this day is told. For example, 15 1 2026",
        error_messages={"required": "Enter the day as at which the return is written"},
    )
    DMO = forms.ChoiceField(label="Is a designated medical officer in post?")
    DCO = forms.ChoiceField(label="Is a designated clinical officer in post?")
    DSCO = forms.ChoiceField(label="Is a designated social care officer in post?")

    OFFICERS = ("DMO", "DCO", "DSCO")

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [(year, str(year)) for year in reversed(layout().years)]
        for name in self.OFFICERS:
            self.fields[name].choices = list(codes("officer").items())

    @property
    def officers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.OFFICERS}


def first_draft(today: date, header: dict[str, str]) -> dict[str, object]:
    """What the form of a draft begins with: the newest year whose census day has come, and last time's officers."""
    census = layout().census_dates
    year = max((y for y in layout().years if census[y] <= today), default=layout().years[0])
    officers = {name: header.get(name, "") for name in DraftForm.OFFICERS}
    return {"year": year, "as_at": census[year]} | officers


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="Is this one child or two?",
        widget=forms.RadioSelect,
        choices=[
            (DoubtfulMatch.Answer.SAME, "One child: put the two records together"),
            (DoubtfulMatch.Answer.DIFFERENT, "Two children: keep them apart, and do not ask again"),
        ],
        error_messages={"required": "Say whether this is one child or two"},
    )
