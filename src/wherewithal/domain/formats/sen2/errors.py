"""The shared errors of all formats, under the name that the modules beside this one use."""

from wherewithal.domain.formats.errors import FileRejected, Problem

__all__ = ["FileRejected", "Problem"]
