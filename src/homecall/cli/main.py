"""`homecall`: the door for people at a terminal."""

from __future__ import annotations

import sys

import typer

from homecall.cli.demo import demo
from homecall.cli.judge import judge
from homecall.cli.new import new
from homecall.cli.plan import plan
from homecall.cli.shell import Exit, fail
from homecall.cli.sources import sources
from homecall.cli.why import why
from homecall.cli.worst import worst
from homecall.errors import HomecallError

app = typer.Typer(
    name="homecall",
    help="Who has the children, hour by hour, in a family of physicians.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (plan, judge, why, sources, new, worst, demo):
    app.command()(command)


def main() -> None:
    """Run the command line. A failure is a sentence on standard error and an exit code, never a traceback."""
    try:
        app()
    except HomecallError as error:
        sys.exit(fail(error))
    except KeyboardInterrupt:
        sys.exit(int(Exit.STOPPED))
    except BrokenPipeError:  # a pager that was closed early is no fault
        sys.stderr.close()
        sys.exit(int(Exit.DONE))
