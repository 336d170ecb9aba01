"""Where the style sheet is served from: under a name that changes with its content, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Collected(CompressedManifestStaticFilesStorage):
    """Before ``collectstatic`` a file has its plain name: a page without its style is better than no page."""

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
