"""The archive with 3,421 real laws: recorded in one command, asked from a cold start, searched for predecessors.

    POLICYDIFF_CORPUS=… python bench/archive.py [--in FOLDER] [record] [git] [questions] [proposals]

Everything is measured when nothing is named. With --in the archive is kept there, and what was recorded is taken from there by a later
run. Ratios within one run count: the whole recording and its Git part beside one `git add` and `git commit` a document;
each question beside `policydiff --version`; that beside `python -c pass`.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from policydiff.archive import Arrival
    from policydiff.archive.predecessor import Proposal
    from policydiff.pipeline import Reading

    Laws = Mapping[str, Sequence[Path]]

DATE = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
# Characters that an archive name may not have.
RESERVED = re.compile(r'[\[\]@~^:*?"<>|\\]')
REGION = "中国"
# Documents that are added by hand at each of so many sizes of the archive: the cost grows with it.
BY_HAND, SIZES = 12, 4
ROUNDS = 9
STRANGERS = 100
PROGRAM = [sys.executable, "-m", "policydiff"]
GIT = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-c", "gc.auto=0"]


def main(arguments: Sequence[str]) -> None:
    """Print what was asked for."""
    corpus = Path(os.environ.get("POLICYDIFF_CORPUS", ""))
    if not os.environ.get("POLICYDIFF_CORPUS") or not (corpus / "laws.tar.xz").exists():
        sys.exit("no corpus: set POLICYDIFF_CORPUS to a folder with laws.tar.xz")
    wanted = [name for name in arguments if name in PARTS] or list(PARTS)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[arguments.index("--in") + 1] if "--in" in arguments else temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "laws").exists():
            with tarfile.open(corpus / "laws.tar.xz") as tar:
                tar.extractall(folder / "laws", filter="data")
        laws = grouped(folder / "laws")
        for name in wanted:
            PARTS[name](laws, folder)


def grouped(folder: Path) -> dict[str, list[Path]]:
    """Return the versions of each law by its archive name, oldest first; a file's name is the law and its date."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        found[f"{REGION}/{RESERVED.sub('', DATE.sub('', path.stem))}"].append(path)
    return {name: sorted(paths, key=_date) for name, paths in found.items()}


def record(laws: Laws, folder: Path) -> None:
    """Record everything with one command; print speed and size, beside adding and committing by hand."""
    paths = _paths(laws)
    took = recorded(laws, folder, "store")
    text = sum(path.stat().st_size for path in paths)
    git_folder = folder / "store" / ".git"
    index = sum(path.stat().st_size for path in git_folder.glob("*.sqlite"))
    size = sum(path.stat().st_size for path in git_folder.rglob("*") if path.is_file()) - index
    print(f"{len(paths)} laws, {text / 1e6:.1f} MB: {took:.1f} s, {len(paths) / took:.0f} documents a second")
    print(
        f"Git folder {size / 1e6:.1f} MB = {size / text:.2f} × the texts (two files a law), index {index / 1e6:.1f} MB"
    )
    each = by_hand(paths, folder / "store")
    whole = took / len(paths)
    print(
        f"a document: recording whole {whole * 1000:.1f} ms, git add + commit {each * 1000:.1f} ms: {each / whole:.1f} ×"
    )


def recorded(laws: Laws, folder: Path, store: str) -> float:
    """Record laws into an archive of that name and return the seconds it took."""
    listed = [
        f"[[policy]]\nname = {json.dumps(name, ensure_ascii=False)}\nsources = {json.dumps([str(p) for p in paths], ensure_ascii=False)}\n"
        for name, paths in laws.items()
    ]
    (folder / f"{store}.toml").write_text("".join(listed), encoding="utf-8")
    start = time.perf_counter()
    command = [*PROGRAM, "record", str(folder / f"{store}.toml"), "--archive", str(folder / store)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def by_hand(paths: Sequence[Path], store: Path) -> float:
    """Return the mean seconds that `git add` and `git commit` of one file take while an archive grows to this one."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        subprocess.run(["git", "clone", "--quiet", str(store), str(copy)], check=True)
        for size in range(SIZES):
            back = len(paths) * size // SIZES
            subprocess.run([*GIT, "checkout", "-q", "-f", "--detach", f"origin/HEAD~{back}"], cwd=copy, check=True)
            for path in paths[size * BY_HAND : (size + 1) * BY_HAND]:
                start = time.perf_counter()
                (copy / "policies" / path.name).write_bytes(path.read_bytes())
                subprocess.run([*GIT, "add", f"policies/{path.name}"], cwd=copy, check=True)
                subprocess.run([*GIT, "commit", "-qm", "Add"], cwd=copy, check=True)
                took.append(time.perf_counter() - start)
    return statistics.mean(took)


def git_part(laws: Laws, folder: Path) -> None:
    """Record documents that are read already; print the Git part beside adding by hand, and what one more costs."""
    from policydiff.archive import Archive, bulk

    arrivals = [_arrival(name, path) for name, paths in laws.items() for path in paths]
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        archive = Archive.init(Path(temporary) / "archive")
        start = time.perf_counter()
        for _ in bulk.recorded(archive, arrivals):
            pass
        each = (time.perf_counter() - start) / len(arrivals)
        hand = by_hand(_paths(laws), archive.repository.path)
        print(
            f"a document, read already: {each * 1000:.2f} ms, git add + commit {hand * 1000:.1f} ms: {hand / each:.1f} ×"
        )
        with git_timed() as spent:
            for number in range(ROUNDS):
                one = _arrival(f"{REGION}/另一部法律{number}", _paths(laws)[number], f"{number}")
                spent.append(0.0)
                start = time.perf_counter()
                archive.record_all([one])
                spent[-1:] = [spent[-1], time.perf_counter() - start]
    git, whole = statistics.median(spent[0::2]), statistics.median(spent[1::2])
    print(f"one document into {len(arrivals)}: Git {git * 1000:.0f} ms, recording whole {whole * 1000:.0f} ms")


@contextmanager
def git_timed() -> Iterator[list[float]]:
    """Yield a list whose last number grows by the seconds that Git's processes take."""
    from policydiff.archive import git

    spent: list[float] = []

    def timed(action: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return action(*arguments, **named)
            finally:
                spent[-1] += time.perf_counter() - start

        return run

    places = ((git, "_run"), (git.Repository, "write"))
    kept = [getattr(where, name) for where, name in places]
    for (where, name), action in zip(places, kept, strict=True):
        setattr(where, name, timed(action))
    try:
        yield spent
    finally:
        for (where, name), action in zip(places, kept, strict=True):
            setattr(where, name, action)


def questions(laws: Laws, folder: Path) -> None:
    """Print what questions take from a cold start: about a law with two versions, and about one with one."""
    nothing = cold([sys.executable, "-c", "pass"])
    version = cold([*PROGRAM, "--version"])
    print(f"python -c pass {nothing * 1000:.0f} ms; --version {version * 1000:.0f} ms = {version / nothing:.1f} ×")
    twice = next(name for name, versions in laws.items() if len(versions) > 1)
    once = next(name for name, versions in laws.items() if len(versions) == 1)
    for law in (twice, once):
        asked = (["log", law], ["show", f"{law}@2024-01-01"], ["blame", law], ["history", law, "第二条"])
        for question in asked:
            ask(question, folder / "store", version)
    for words in ("专利权", "河道管理", "卫生健康"):
        ask(["search", words], folder / "store", version)
    ask(["list"], folder / "store", version)


def ask(question: Sequence[str], store: Path, version: float) -> None:
    """Print what one question takes, beside `--version`."""
    took = cold([*PROGRAM, *question, "--archive", str(store)])
    print(f"{' '.join(question):<60} {took * 1000:>6.0f} ms = {took / version:.1f} × --version")


def cold(command: Sequence[str]) -> float:
    """Return the median seconds of a process."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def proposals(laws: Laws, folder: Path) -> None:
    """Hide the newest version of each law that has two, and some laws that have one; print whose policy is proposed."""
    alone = [name for name, versions in laws.items() if len(versions) == 1]
    hidden = set(alone[:: max(len(alone) // STRANGERS, 1)][:STRANGERS])
    kept = {name: versions[: max(len(versions) - 1, 1)] for name, versions in laws.items() if name not in hidden}
    recorded(kept, folder, "known")
    revised = {name: versions[-1] for name, versions in laws.items() if len(versions) > 1}
    start = time.perf_counter()
    right = [name for name, path in revised.items() if (first(path, folder / "known") or "") == name]
    took = (time.perf_counter() - start) / len(revised)
    named = [name for name in hidden if first(laws[name][0], folder / "known")]
    print(f"predecessor first: {len(right)} of {len(revised)}, {took * 1000:.0f} ms each")
    print(f"no proposal where there is none: {len(hidden) - len(named)} of {len(hidden)}")
    print("  missed:", ", ".join(sorted(set(revised) - set(right))) or "none")
    print("  proposed for a stranger:", ", ".join(sorted(named)) or "none")


def first(path: Path, store: Path) -> str | None:
    """Return the policy that the archive proposes first for a document."""
    from policydiff.archive import Archive

    found: tuple[Proposal, ...] = Archive.open(store).propose(_read(path).text)
    return found[0].policy if found else None


def _read(path: Path) -> Reading:
    from policydiff.pipeline import Settings, read
    from policydiff.plugins import load

    return read(str(path), load(), Settings())


def _arrival(policy: str, path: Path, more: str = "") -> Arrival:
    """Return a document that is read; `more` makes its bytes and text another's."""
    from dataclasses import replace

    from policydiff.archive import Arrival

    reading = _read(path)
    source = replace(reading.source, data=reading.source.data + more.encode())
    text = replace(reading.text, markdown=f"{reading.text.markdown}\n{more}\n" if more else reading.text.markdown)
    return Arrival(source, text, policy)


def _paths(laws: Laws) -> list[Path]:
    return [path for versions in laws.values() for path in versions]


def _date(path: Path) -> str:
    match = DATE.search(path.stem)
    return match[1] if match else ""


PARTS = {"record": record, "git": git_part, "questions": questions, "proposals": proposals}

if __name__ == "__main__":
    main(sys.argv[1:])
