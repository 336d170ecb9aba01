"""What is kept in the repository means the same on every machine."""

import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
FOREIGN = re.compile(
    r"/(?:work|root|tmp)/|/home/\w|/opt/(?:wheels|pypi)"  # one machine's folders
    r"|pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org"  # package registries
)


def kept_files() -> list[Path]:
    """The text files that git keeps, or would keep once added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is not a git checkout, so what belongs to it is not known")
    return [CHECKOUT / name for name in done.stdout.splitlines() if (CHECKOUT / name).is_file()]


def foreign_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if FOREIGN.search(line)]


def test_no_file_names_one_machine_or_a_package_registry():
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in kept_files()}
    found = {str(path.relative_to(CHECKOUT)): lines for path, text in texts.items() if (lines := foreign_lines(text))}
    assert found == {}


def test_a_machine_path_and_a_registry_are_seen():
    machine, registry = "/wo" + "rk/main/file", "https://files.python" + "hosted.org/x"
    assert foreign_lines(f"one\n{machine}\n{registry}") == [machine, registry]
