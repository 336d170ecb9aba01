"""Every page there is, and who opens it: a page is added to the walk by adding a line here."""

from dataclasses import dataclass

from wherewithal.apps.accounts.access import Role


@dataclass(frozen=True)
class Page:
    """A page by the name of its address, or by the address itself where it begins with a slash.

    role    who opens it; None is somebody who has not signed in
    on      the page to start from and
    link    the CSS selector of the link to follow there, for a page whose address holds a key
    press   the button to press once it is open
    status  what the server answers
    """

    name: str
    role: Role | None = None
    on: "Page | None" = None
    link: str = ""
    press: str = ""
    status: int = 200

    def __str__(self) -> str:
        return " ".join(filter(None, [self.name, self.press, self.link]))


CASELOAD = Page("plans:caseload", Role.CASEWORKER)
RETURNS = Page("returns:index", Role.DATA_OFFICER)
QUALITY = Page("returns:quality", Role.DATA_OFFICER)
RULE = Page("returns:rule", Role.DATA_OFFICER, on=QUALITY, link="tbody a")
DOUBTS = Page("returns:doubts", Role.DATA_OFFICER)

PAGES = [
    Page("accounts:sign-in"),
    Page("accounts:sign-in", press="Sign in"),
    Page("accounts:change-password", Role.CASEWORKER),
    Page("accounts:change-password", Role.CASEWORKER, press="Change password"),
    CASELOAD,
    Page("/children/?when=overdue&school=nowhere", Role.READ_ONLY),
    Page("plans:case", Role.CASEWORKER, on=CASELOAD, link="tbody a"),
    Page("plans:overview", Role.MANAGER),
    RETURNS,
    Page("returns:upload", Role.DATA_OFFICER),
    Page("returns:upload", Role.DATA_OFFICER, press="Check and load"),
    Page("returns:load", Role.DATA_OFFICER, on=RETURNS, link="a:has-text('sen2-2026.xml')"),
    Page("returns:load", Role.DATA_OFFICER, on=RETURNS, link="a:has-text('saved-page.xml')"),
    Page("returns:load", Role.DATA_OFFICER, on=RETURNS, link="a:has-text('in-the-queue.xml')"),
    QUALITY,
    RULE,
    Page("returns:child", Role.DATA_OFFICER, on=RULE, link="tbody a"),
    DOUBTS,
    Page("returns:doubt", Role.DATA_OFFICER, on=DOUBTS, link="tbody a"),
    Page("returns:new-draft", Role.DATA_OFFICER),
    Page("returns:draft", Role.DATA_OFFICER, on=RETURNS, link="a[href*='/drafts/']:not([href$='/new'])"),
    Page("/no-such-page", Role.READ_ONLY, status=404),
]

NOT_PAGES = {
    "home": "sends each role on to its first page",
    "health": "a line of text for whoever watches the server",
    "accounts:sign-out": "a button, which leads to the sign-in page",
    "plans:search": "a form, which leads to the caseload",
    "plans:assign": "a form, which leads to the caseload",
    "plans:download": "a file",
    "returns:download-findings": "a file",
    "returns:download-draft": "a file",
}
"""What answers at an address and is no page for a person, with the reason."""
