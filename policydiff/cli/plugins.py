"""The command `plugins`: what is installed."""

from __future__ import annotations

import json

import click

from policydiff.cli.options import format_options, loaded, plugin_options, write


@click.command("plugins")
@format_options("text", "json")
@plugin_options
def plugins_command(
    format_name: str | None, output: str | None, without: tuple[str, ...], only: tuple[str, ...]
) -> None:
    """List the installed plugins: name, version, hooks, origin."""
    infos = loaded(without, only).infos()
    if format_name == "json":
        rows = [
            {"name": info.name, "version": info.version, "hooks": list(info.hooks), "origin": info.origin}
            for info in infos
        ]
        write(json.dumps({"plugins": rows}, ensure_ascii=False, indent=2), output)
        return
    width = max((len(info.name) for info in infos), default=0)
    lines = [f"{info.name:<{width}}  {info.version}  {', '.join(info.hooks)}  ({info.origin})" for info in infos]
    write("\n".join(lines) if lines else "no plugins", output)
