"""The pages in the navigation, in their order, and where each role begins.

Who sees an entry follows from who may see its page, so it is not said again here.
"""

from wherewithal.web.navigation import Entry

NAVIGATION = (
    Entry("Children", "plans:caseload", "Who needs somebody first, and what is due by when"),
    Entry("Overview", "plans:overview", "How many cases, how many on time, what comes next and who has it"),
    Entry("Returns", "returns:index", "Load a SEN2 file, and draft the one you send"),
    Entry("Data quality", "returns:quality", "What is wrong with the newest return, and what mends it"),
)

FIRST_PAGES = {
    "caseworker": "plans:caseload",
    "manager": "plans:overview",
    "data_officer": "returns:index",
    "read_only": "plans:caseload",
}
