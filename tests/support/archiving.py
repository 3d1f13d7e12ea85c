"""Invented documents for the archive's tests, and plain Git to look at what was recorded."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from datetime import date

from policydiff.archive import Arrival, Kind
from policydiff.model import Metadata, PolicyText, Source

POLICY = "云岭县/医疗服务办法"


def arrival(year: int | None = 2017, words: str = "", *, policy: str = POLICY, raw: bytes = b"", **metadata) -> Arrival:
    """Return a one-clause document of a year; `words` make its text and bytes differ from another of that year."""
    issued = date(year, 3, 9) if year else None
    text = f"# 云岭县医疗服务办法\n\n一、{year}年的规定{words}。\n"
    source = Source(raw or f"<p>{text}</p>".encode(), "text/html", f"https://example.gov/{year}{words}.html")
    told = replace(Metadata(title="云岭县医疗服务办法", issued=issued), **metadata)
    return Arrival(source, PolicyText(text, told, rules=("chrome@1", "spaces@2")), policy)


def renormalized(earlier: Arrival, words: str) -> Arrival:
    text = replace(earlier.text, markdown=earlier.text.markdown + f"\n二、{words}。\n", rules=("chrome@2",))
    return replace(earlier, text=text, kind=Kind.RENORMALIZATION)


def record(archive, *arrivals):
    """Record one after the other, each a batch of its own."""
    return [archive.record_all([one])[0] for one in arrivals]


def git(folder, *command, stdin: bytes | None = None, **environment) -> str:
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *command],
        cwd=folder,
        check=True,
        capture_output=True,
        input=stdin,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C", **environment},
    )
    return done.stdout.decode()
