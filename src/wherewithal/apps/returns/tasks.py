"""What takes more than a second and is done behind the pages, with progress that a page can show."""

from pathlib import Path

from django_tasks import task

from wherewithal.apps.returns.drafting import write_draft
from wherewithal.apps.returns.loading import load_sen2, private_folder
from wherewithal.apps.returns.models import Draft, Load
from wherewithal.domain.formats.errors import FileRejected


@task()
def load_upload(load_id: int, name: str) -> None:
    """Load an uploaded file, then delete the upload: what it told is in the record, or was refused."""
    load = Load.objects.get(pk=load_id)
    path: Path = private_folder() / name
    try:
        load_sen2(load, path, progress=_progress_of(load))
    except FileRejected:
        pass  # The load has its problems; its page shows them.
    finally:
        path.unlink(missing_ok=True)


@task()
def make_draft(draft_id: int) -> None:
    write_draft(Draft.objects.get(pk=draft_id))


def _progress_of(load: Load):
    def note(percent: int, doing: str) -> None:
        Load.objects.filter(pk=load.pk).update(progress=percent, doing=doing)

    return note
