"""The command line.  Each module here holds the commands of one kind, in its list ``COMMANDS``."""

import click

from wherewithal import __version__
from wherewithal.config.cli import accounts, demo, law, operate, record, sen2, synth

EXIT_CODES = """\b
Exit codes:
  0  done
  1  a file has problems, or something was refused
  2  the command was used wrongly
  3  something must be set up or put right first
"""


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wherewithal")
def main() -> None:
    """The open system for SEND support in England: children, plans, their legal clocks and the SEN2 return."""


for module in (demo, sen2, record, law, synth, accounts, operate):
    for command in module.COMMANDS:
        main.add_command(command)
