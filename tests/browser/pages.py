"""Every page there is, and who opens it: a page is added to the walk by adding a line here."""

from dataclasses import dataclass

from wherewithal.apps.accounts.access import Role


@dataclass(frozen=True)
class Page:
    """A page by the name of its address, or by the address itself where it begins with a slash.

    role    who opens it; None is somebody who has not signed in
    on      the page to start from and
    link    the CSS selector of the link to follow there, for a page whose address holds a key
    status  what the server answers
    """

    name: str
    role: Role | None = None
    on: "Page | None" = None
    link: str = ""
    status: int = 200

    def __str__(self) -> str:
        return self.name


PAGES = [
    Page("accounts:sign-in"),
    Page("/no-such-page", Role.READ_ONLY, status=404),
]

NOT_PAGES = {
    "health": "a line of text for whoever watches the server",
}
"""What answers at an address and is no page for a person, with the reason."""
