"""The archive with 3,421 real laws: recorded in one command, then asked from a cold start, then searched for predecessors.

    POLICYDIFF_CORPUS=… python bench/laws.py

Ratios within one run count: the whole recording beside one `git add` and `git commit` a document; each question
beside `policydiff --version`; that beside `python -c pass`.
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
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.archive.predecessor import Proposal

DATE = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
# Characters that an archive name may not have.
RESERVED = re.compile(r'[\[\]@~^:*?"<>|\\]')
REGION = "中国"
BY_HAND = 40
ROUNDS = 7
STRANGERS = 100
PROGRAM = [sys.executable, "-m", "policydiff"]


def main() -> None:
    """Print what recording, questions and proposals take, and how often a proposal is right."""
    corpus = Path(os.environ.get("POLICYDIFF_CORPUS", ""))
    if not os.environ.get("POLICYDIFF_CORPUS") or not (corpus / "laws.tar.xz").exists():
        sys.exit("no corpus: set POLICYDIFF_CORPUS to a folder with laws.tar.xz")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(corpus / "laws.tar.xz") as tar:
            tar.extractall(folder / "laws", filter="data")
        laws = grouped(folder / "laws")
        record(laws, folder)
        questions(laws, folder / "store")
        proposals(laws, folder)


def grouped(folder: Path) -> dict[str, list[Path]]:
    """Return the versions of each law by its archive name, oldest first; a file's name is the law and its date."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        found[f"{REGION}/{RESERVED.sub('', DATE.sub('', path.stem))}"].append(path)
    return {name: sorted(paths, key=_date) for name, paths in found.items()}


def record(laws: Mapping[str, Sequence[Path]], folder: Path) -> None:
    """Record everything with one command; print speed and size."""
    paths = [path for versions in laws.values() for path in versions]
    took = recorded(laws, folder, "store")
    text = sum(path.stat().st_size for path in paths)
    git_folder = folder / "store" / ".git"
    index = sum(path.stat().st_size for path in git_folder.glob("*.sqlite"))
    size = sum(path.stat().st_size for path in git_folder.rglob("*") if path.is_file()) - index
    print(f"{len(paths)} laws, {text / 1e6:.1f} MB: {took:.1f} s, {len(paths) / took:.0f} documents a second")
    print(
        f"Git folder {size / 1e6:.1f} MB ({size / text:.2f} of the texts; two files a law), index {index / 1e6:.1f} MB"
    )
    each = by_hand(paths, folder / "store")
    print(f"git add + commit: {each * 1000:.0f} ms a document; recording whole {took / len(paths) * 1000:.0f} ms")


def recorded(laws: Mapping[str, Sequence[Path]], folder: Path, store: str) -> float:
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
    """Return the seconds that `git add` and `git commit` of one file take in a copy of the archive."""
    copy = store.parent / "by-hand"
    subprocess.run(["git", "clone", "--quiet", str(store), str(copy)], check=True)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-c", "gc.auto=0"]
    start = time.perf_counter()
    for number, path in enumerate(paths[:BY_HAND]):
        (copy / "policies" / f"{number}.md").write_bytes(path.read_bytes())
        subprocess.run([*git, "add", f"policies/{number}.md"], cwd=copy, check=True)
        subprocess.run([*git, "commit", "-qm", "Add"], cwd=copy, check=True)
    return (time.perf_counter() - start) / BY_HAND


def questions(laws: Mapping[str, Sequence[Path]], store: Path) -> None:
    """Print what questions take from a cold start: a law with two versions, and one with one."""
    nothing = cold([sys.executable, "-c", "pass"])
    version = cold([*PROGRAM, "--version"])
    print(f"python -c pass {nothing * 1000:.0f} ms; --version {version * 1000:.0f} ms = {version / nothing:.1f} times")
    twice = next(name for name, versions in laws.items() if len(versions) > 1)
    once = next(name for name, versions in laws.items() if len(versions) == 1)
    for law in (twice, once):
        asked = (["log", law], ["show", f"{law}@2022-01-01"], ["blame", law], ["history", law, "第二条"])
        for question in asked:
            ask(question, store, version)
    for words in ("专利权", "河道管理", "卫生健康"):
        ask(["search", words], store, version)
    ask(["list"], store, version)


def ask(question: Sequence[str], store: Path, version: float) -> None:
    """Print what one question takes, beside `--version`."""
    took = cold([*PROGRAM, *question, "--archive", str(store)])
    print(f"{' '.join(question):<60} {took * 1000:>6.0f} ms = {took / version:.1f} times --version")


def cold(command: Sequence[str]) -> float:
    """Return the median seconds of a process."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def proposals(laws: Mapping[str, Sequence[Path]], folder: Path) -> None:
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
    print("  missed:", ", ".join(sorted(set(revised) - set(right))))
    print("  proposed for a stranger:", ", ".join(sorted(named)))


def first(path: Path, store: Path) -> str | None:
    """Return the policy that the archive proposes first for a document."""
    from policydiff.archive import Archive
    from policydiff.pipeline import Settings, normalized
    from policydiff.plugins import load

    plugins = load()
    text = normalized(plugins.fetch(str(path)), plugins, Settings())
    found: tuple[Proposal, ...] = Archive.open(store).propose(text)
    return found[0].policy if found else None


def _date(path: Path) -> str:
    match = DATE.search(path.stem)
    return match[1] if match else ""


if __name__ == "__main__":
    main()
