"""What an event may say about a person: which fields changed, never what they hold."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

CHANGED = "changed"

# Every word a field's name may have for something that can tell who somebody is.
IDENTIFYING = frozenset(
    {
        "surname", "forename", "name", "names", "first_name", "last_name", "middle_names", "full_name", "known_as",
        "former_surname", "preferred_name", "username",
        "upn", "former_upn", "uln", "nhs_number", "person_id", "local_id", "case_reference",
        "birth_on", "birth_date", "date_of_birth", "born_on", "died_on",
        "address", "street", "town", "postcode", "uprn", "email", "phone", "telephone", "mobile",
        "sex", "gender", "ethnicity", "language", "religion",
        "note", "notes", "comment", "comments", "words", "text",
    }
)  # fmt: skip

CODE = re.compile(r"[\w./:+-]{0,40}", re.ASCII)


class PersonalDataInAudit(Exception):
    """Details of an event that would say who somebody is."""


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields whose value differs: ``{"stage": ["request", "plan"], "surname": "changed"}``.

    From and to are kept only for a code (a short word, a number, a day) of a field that identifies nobody.
    """
    differing = [field for field in after if before.get(field) != after[field]]
    return {field: _from_to(field, before.get(field), after[field]) for field in differing}


def _from_to(field: str, before: Any, after: Any) -> Any:
    kept = field not in IDENTIFYING and is_code(before) and is_code(after)
    return [_plain(before), _plain(after)] if kept else CHANGED


def is_code(value: Any) -> bool:
    """Whether a value is a code, a number, a day or nothing, not words of a person."""
    return value is None or isinstance(value, bool | int | date) or bool(CODE.fullmatch(str(value)))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)


def refuse_personal(details: Mapping[str, Any]) -> None:
    """Raise PersonalDataInAudit if an identifying field is given with anything but "changed"."""
    for field, value in details.items():
        if field in IDENTIFYING and value != CHANGED:
            raise PersonalDataInAudit(f"An audit event may name the field {field} but not say what it holds")
        if isinstance(value, Mapping):
            refuse_personal(value)
