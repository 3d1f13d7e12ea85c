"""How many laws a second go through normalize + parse, and what share of that markdown-it-py takes.

    POLICYDIFF_CORPUS=… python bench/throughput.py [every]

Reads the laws of `laws.tar.xz`, each `every`-th (default 10). The share is measured in the same run, by a clock around
markdown-it-py's parser, so that it does not depend on the machine.
"""

from __future__ import annotations

import os
import sys
import tarfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff_markdown import convert

from policydiff import clauses
from policydiff.model import Source
from policydiff.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token
    from markdown_it.utils import EnvType

EVERY = 10


def main() -> None:
    """Print laws per second, characters per second, and the shares of the three stages."""
    archive = Path(os.environ.get("POLICYDIFF_CORPUS", ""), "laws.tar.xz")
    if not archive.is_file():
        sys.exit("set POLICYDIFF_CORPUS to the folder with laws.tar.xz")
    sources = list(laws(archive, int(sys.argv[1]) if len(sys.argv) > 1 else EVERY))
    clocks = {"normalize": 0.0, "parse": 0.0}
    with_clock = parser_clock()
    characters = 0
    for source in sources:
        conversion = convert(source=source)
        assert conversion is not None  # noqa: S101 - the media type is ours
        start = time.perf_counter()
        text = normalize(conversion)
        middle = time.perf_counter()
        clauses.parse(text.markdown)
        clocks["normalize"] += middle - start
        clocks["parse"] += time.perf_counter() - middle
        characters += len(text.markdown)
    whole = sum(clocks.values())
    print(
        f"{len(sources)} laws, {characters / 1e6:.1f} M characters: {len(sources) / whole:.0f} laws/s, {characters / whole / 1e6:.1f} M characters/s"
    )
    print(
        f"normalize {clocks['normalize'] / whole:.0%}, parse {clocks['parse'] / whole:.0%}, of which markdown-it-py {with_clock[0] / whole:.0%} of all"
    )


def laws(archive: Path, every: int) -> Iterator[Source]:
    """Yield each `every`-th law of the archive."""
    with tarfile.open(archive) as tar:
        names = sorted(name for name in tar.getnames() if name.endswith(".md"))[::every]
        for name in names:
            file = tar.extractfile(name)
            assert file is not None  # noqa: S101 - names with a suffix are files here
            yield Source(file.read(), "text/markdown", name)


def parser_clock() -> list[float]:
    """Return a list whose one number grows by the seconds that markdown-it-py's parser takes from now on."""
    from markdown_it import MarkdownIt

    clock = [0.0]
    parse = MarkdownIt.parse

    def timed(self: MarkdownIt, src: str, env: EnvType | None = None) -> list[Token]:
        start = time.perf_counter()
        tokens = parse(self, src, env)
        clock[0] += time.perf_counter() - start
        return tokens

    MarkdownIt.parse = timed  # type: ignore[method-assign]
    return clock


if __name__ == "__main__":
    main()
