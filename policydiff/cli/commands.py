"""The commands by name, each loaded when it is called."""

from __future__ import annotations

import click

from policydiff import __version__

# Where each command lives, so that a command's module is imported only when it runs.
COMMANDS = {
    "outline": "policydiff.cli.document_commands",
    "normalize": "policydiff.cli.document_commands",
    "facts": "policydiff.cli.document_commands",
    "diff": "policydiff.cli.diff",
    "apply": "policydiff.cli.apply",
    "draft": "policydiff.cli.draft",
    "compare": "policydiff.cli.compare",
    "record": "policydiff.cli.record",
    "log": "policydiff.cli.archive_queries",
    "show": "policydiff.cli.archive_queries",
    "list": "policydiff.cli.archive_queries",
    "search": "policydiff.cli.archive_queries",
    "blame": "policydiff.cli.blame",
    "history": "policydiff.cli.blame",
    "annotate": "policydiff.cli.annotate",
    "digest": "policydiff.cli.digest",
    "watch": "policydiff.cli.watch",
    "retract": "policydiff.cli.retract",
    "seal": "policydiff.cli.seal",
    "check": "policydiff.cli.check",
    "renormalize": "policydiff.cli.renormalize",
    "git-setup": "policydiff.cli.gitsetup",
    "textconv": "policydiff.cli.gitsetup",
    "plugins": "policydiff.cli.plugins",
}


class Commands(click.Group):
    """Our commands by name; a plugin's commands are loaded only when ours do not answer."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name: ours in the order of the work, then the plugins'."""
        from policydiff.errors import PluginError

        try:
            self._load_plugins_commands()
        except PluginError as error:  # help must come though a plugin is broken
            click.echo(f"policydiff: {error}", err=True)
        return [*COMMANDS, *sorted(set(super().list_commands(ctx)) - set(COMMANDS))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None when there is none."""
        if cmd_name in COMMANDS:
            from importlib import import_module

            command: click.Command = getattr(import_module(COMMANDS[cmd_name]), f"{cmd_name.replace('-', '_')}_command")
            return command
        self._load_plugins_commands()
        return super().get_command(ctx, cmd_name)

    def _load_plugins_commands(self) -> None:
        from policydiff.plugins import load

        load().register_commands(self)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Compare policy documents clause by clause and keep every version.

    policydiff diff OLD NEW shows what changed between two versions; OLD and NEW are files, URLs or
    names in an archive (region/policy@2017, region/policy@latest~1).
    """
