"""The pages in the navigation, in their order, and where each role begins.

Who sees an entry follows from who may see its page, so it is not said again here.
"""

from wherewithal.web.navigation import Entry

NAVIGATION: tuple[Entry, ...] = ()

FIRST_PAGES: dict[str, str] = {}
