"""The archive beside plain Git, in one run: many documents at once, one into many, and what questions cost then.

    python bench/archive.py [DOCUMENTS]

Documents are invented; ratios count, not milliseconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.archive import Archive, Arrival, bulk
from policydiff.model import Metadata, PolicyText, Source

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENTS = 3000
# Enough to time `git add` and `git commit` by; more would only take longer.
BY_HAND = 50
ARTICLE = "第{n}条 县卫生健康局应当在{d}日内完成第{n}项医疗服务，并向社会公布第{d}号结果。\n\n"


def main() -> None:
    """Print what each step takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.init(Path(folder) / "archive")
        each = (
            timed(f"record {count} documents", lambda: list(bulk.recorded(archive, map(document, range(count)))))
            / count
        )
        by_hand = timed(f"git add + commit {BY_HAND} documents", lambda: add_and_commit(archive)) / BY_HAND
        print(f"a document in bulk {each * 1000:.1f} ms, by hand {by_hand * 1000:.1f} ms: {by_hand / each:.0f} times")
        timed("one document more", lambda: archive.record_all([document(count)]))
        timed("one document more, Git warm", lambda: archive.record_all([document(count + 1)]))
        timed("first search (cuts all words)", lambda: archive.search("卫生健康局"))
        questions(archive)


def questions(archive: Archive) -> None:
    """Print what questions take in an archive that is indexed."""
    policy = archive.policies()[0]
    timed("timeline", lambda: archive.timeline(policy))
    timed("revisions", lambda: archive.revisions(policy))
    timed("in force", lambda: archive.in_force(policy, date(2020, 1, 1)))
    timed("search", lambda: archive.search("医疗服务"))
    timed("all timelines", archive.timelines)


def timed(what: str, action: Callable[[], object]) -> float:
    """Run an action, print and return the seconds it took."""
    start = time.perf_counter()
    action()
    took = time.perf_counter() - start
    print(f"{what:<40} {took * 1000:>9.1f} ms")
    return took


def document(number: int) -> Arrival:
    """Return an invented document of some 20 kB."""
    articles = "".join(ARTICLE.format(n=n, d=(n * number) % 97) for n in range(1, 160))
    text = f"# 云岭县第{number}号办法\n\n{articles}"
    day = date(1990, 1, 1) + timedelta(days=number)
    metadata = Metadata(title=f"云岭县第{number}号办法", issued=day)
    source = Source(text.encode(), "text/plain", f"{number}.txt")
    return Arrival(source, PolicyText(text, metadata), f"云岭县/第{number // 2}号办法")


def add_and_commit(archive: Archive) -> None:
    """Put documents into the same repository as a shell script would."""
    folder = archive.repository.path
    for number in range(BY_HAND):
        path = folder / "policies" / f"by-hand-{number}.md"
        path.write_text(document(number).text.markdown, encoding="utf-8")
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-c", "gc.auto=0"]
        subprocess.run([*git, "add", str(path)], cwd=folder, check=True)
        subprocess.run([*git, "commit", "-qm", "Add"], cwd=folder, check=True)


if __name__ == "__main__":
    main()
