"""The only caller of Git: finds a repository, reads from it, writes into it.

Reads are plain `git` processes, because a question to the archive starts cold and GitPython takes a
tenth of a second to import. Writes go through GitPython.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import ArchiveError, NotAnArchive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Git exports these to its hooks; inherited, they would point our commands at another repository.
FOREIGN = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
# What a user may have configured and what must not reach a commit id or run beside our commands.
NEUTRAL = (
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.autocrlf=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.ignoreCase=false",
    "-c",
    "diff.relative=false",
    "-c",
    "gc.auto=0",
    # A power cut must not leave a branch that names objects which never reached the disk.
    "-c",
    "core.fsync=all",
    "-c",
    "core.fsyncMethod=batch",
)
# A commit is shown by these switches alone, whatever log.* and i18n.* say.
PLAIN_LOG = ("--no-color", "--no-notes", "--no-mailmap", "--no-show-signature", "--no-ext-diff", "--encoding=UTF-8")
MANY = 200
# SHA-1 and SHA-256.
COMMIT_LENGTHS = frozenset({40, 64})


@dataclass(frozen=True, slots=True)
class Logged:
    """A commit as `git log` shows it."""

    commit: str
    parents: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A Git repository and the place of the archive in it.

    `top` is the working tree's top, None for a bare repository; `prefix` the archive's folder below it,
    empty or with a final slash; `common_dir` is shared by linked worktrees. `lock` is the open file that
    keeps other writers out, if this process holds it.
    """

    path: Path
    git_dir: Path
    common_dir: Path
    top: Path | None
    prefix: str
    lock: int | None = None

    def read(self, *command: str, stdin: bytes = b"") -> bytes:
        """Return what a Git command prints. Raises ArchiveError with Git's own words."""
        done = _run(self.path, *command, stdin=stdin)
        if done.returncode:
            raise ArchiveError(f"git {command[0]} failed in {self.path}: {_last_words(done.stderr)}")
        return done.stdout

    def write(self, *command: str, stdin: bytes = b"") -> bytes:
        """Run a Git command that changes the repository, through GitPython. Raises ArchiveError.

        Git gets a session of its own and the lock: when this process is killed, Git still ends in good order
        (killed itself, it would leave its lock files behind), and the next writer waits until it has.
        """
        from git import Git

        process = Git(self.path).execute(
            ["git", *NEUTRAL, *command],
            istream=subprocess.PIPE,
            as_process=True,
            env=self._places(),
            start_new_session=True,
            # On Windows a child inherits no handle in this way: there the lock ends with us.
            pass_fds=() if self.lock is None or os.name == "nt" else (self.lock,),
        )
        out, err = process.proc.communicate(stdin)  # type: ignore[union-attr]
        if process.proc.returncode:  # type: ignore[union-attr]
            raise ArchiveError(f"git {command[0]} could not write into {self.path}: {_last_words(err)}")
        return bytes(out)

    def _places(self) -> Mapping[str, str]:
        """Name every place outright: GitPython hands the caller's environment on and can only override."""
        places = {
            "GIT_DIR": str(self.git_dir),
            "GIT_COMMON_DIR": str(self.common_dir),
            "GIT_OBJECT_DIRECTORY": str(self.common_dir / "objects"),
            "GIT_INDEX_FILE": str(self.git_dir / "index"),
        }
        return places | ({"GIT_WORK_TREE": str(self.top)} if self.top else {})

    @property
    def head(self) -> str:
        """The commit that HEAD names, empty when there is none yet."""
        found = self._loose_head()
        if found:
            return found
        done = _run(self.path, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return done.stdout.decode().strip()

    def _loose_head(self) -> str:
        """Return HEAD's commit from the files that hold it, empty when Git has to be asked (packed, other formats).

        A question asks for HEAD a few times, and a process of Git's takes longer than the question.
        """
        try:
            name = (self.git_dir / "HEAD").read_text(encoding="ascii").removeprefix("ref: ").strip()
            found = (
                (self.common_dir / name).read_text(encoding="ascii").strip() if name.startswith("refs/heads/") else ""
            )
        except (OSError, ValueError):
            return ""
        return found if len(found) in COMMIT_LENGTHS and not found.strip("0123456789abcdef") else ""

    @property
    def branch(self) -> str:
        """The full name of the branch that HEAD is on, empty when HEAD is detached."""
        name = self._loose_branch()
        return name or _run(self.path, "symbolic-ref", "--quiet", "HEAD").stdout.decode().strip()

    def _loose_branch(self) -> str:
        """Return the same from the file that holds it, empty where Git has to be asked."""
        try:
            told = (self.git_dir / "HEAD").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return ""
        name = told.removeprefix("ref: ")
        return name if name != told and name.startswith("refs/heads/") and not name.endswith("/.invalid") else ""

    def log(self, *options: str) -> Iterator[Logged]:
        """Yield commits, oldest first."""
        out = self.read("log", "-z", "--topo-order", "--reverse", "--format=%H %P%n%B", *PLAIN_LOG, *options)
        for record in out.decode(errors="replace").split("\0"):
            ids, _, message = record.partition("\n")
            if ids:
                commit, *parents = ids.split()
                yield Logged(commit, tuple(parents), message)

    def recorded_at(self) -> dict[str, int]:
        """Return when this repository got commits by recording, in seconds since 1970, as its log of HEAD tells; empty in a clone."""
        try:
            lines = (self.git_dir / "logs" / "HEAD").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return {}
        found: dict[str, int] = {}
        for line in lines:
            what, _, why = line.partition("\t")
            old, new, *_, seconds, _zone = what.split(" ")
            if why.startswith("policydiff: ") and seconds.isdigit():
                made = [new] if set(old) == {"0"} else self.read("rev-list", f"{old}..{new}").decode().split()
                found |= dict.fromkeys(made, int(seconds))
        return found

    def staged(self, paths: Iterable[str]) -> dict[str, str]:
        """Return what the index holds at some paths of the archive: the blob ids by path."""
        limits = [f":(top,literal){self.prefix}{path}" for path in paths]
        # Past some hundreds, asking for each costs more than reading the whole index.
        asked = limits if len(limits) <= MANY else []
        out = self.read("ls-files", "--stage", "-z", "--full-name", "--", *asked).decode(errors="surrogateescape")
        entries = (line.partition("\t") for line in out.split("\0") if line)
        return {
            path.removeprefix(self.prefix): what.split()[1] for what, _, path in entries if path.startswith(self.prefix)
        }

    def blobs(self, names: Iterable[str]) -> list[bytes | None]:
        """Return the contents of objects (`<commit>:<path from the top>`), None where there is no such object."""
        return [content if found else None for found, content in self.objects(names)]

    def objects(self, names: Iterable[str]) -> list[tuple[str, bytes]]:
        """Return the ids and contents of objects, an empty id where there is no such object."""
        wanted = list(names)
        if not wanted:
            return []
        stdin = "".join(f"{name}\n" for name in wanted).encode(errors="surrogateescape")
        return list(_batch(self.read("cat-file", "--batch", stdin=stdin), len(wanted)))

    def changed(self, since: str, until: str, folders: Iterable[str]) -> list[str]:
        """Return the paths below some folders of the archive that differ between two commits, relative to the archive.

        Where `since` is empty, all paths of `until`.
        """
        if not since:
            return [path for folder in folders for path in self.names(until, folder)]
        limits = [f":(top,literal){self.prefix}{folder}" for folder in folders]
        out = self.read("diff-tree", "-r", "-z", "--name-only", "--no-renames", since, until, "--", *limits)
        return [path.removeprefix(self.prefix) for path in out.decode(errors="surrogateescape").split("\0") if path]

    def names(self, commit: str, folder: str) -> list[str]:
        """Return the paths below a folder of the archive in a commit (in the index where it is empty), relative to the archive."""
        if not commit:
            out = self.read("ls-files", "-z", "--full-name", "--", f":(top,literal){self.prefix}{folder}")
            staged = out.decode(errors="surrogateescape").split("\0")
            return [path.removeprefix(self.prefix) for path in staged if path]
        tree = f"{commit}:{self.prefix}{folder}"
        done = _run(self.path, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tree)
        return [f"{folder}/{name}" for name in done.stdout.decode(errors="surrogateescape").split("\0") if name]


def locate(path: Path) -> Repository:
    """Find the repository that a folder is, or lies in. Raises NotAnArchive, ArchiveError for a shallow clone."""
    if not path.is_dir():
        raise NotAnArchive(f"there is no folder {path}; start an archive with: git init {path}")
    asked = ("--absolute-git-dir", "--git-common-dir", "--is-bare-repository", "--is-inside-work-tree", "--show-prefix")
    done = _run(path, "rev-parse", *asked)
    if done.returncode and b"not a git repository" not in done.stderr:
        # As when the folder is somebody else's: Git says itself how to allow it.
        raise ArchiveError(f"Git refuses to read {path}: {' '.join(done.stderr.decode(errors='replace').split())}")
    if done.returncode:
        raise NotAnArchive(f"{path} is no Git repository; start an archive with: git init {path}")
    git_dir, common, bare, inside, prefix = os.fsdecode(done.stdout).split("\n")[:5]
    if bare == inside == "false":
        raise NotAnArchive(f"{path} lies inside a .git folder; name the folder above it")
    found = path.resolve()
    top = None if bare == "true" else _above(found, prefix)
    repository = Repository(found, Path(git_dir), (found / common).resolve(), top, prefix)
    _refuse_shallow(repository)
    return repository


def create(path: Path, *, bare: bool) -> None:
    """Make an empty repository on branch `main`, the same whatever templates and defaults the user has."""
    from git import Git
    from git.exc import GitCommandError

    path.mkdir(parents=True, exist_ok=True)
    kind = ["--bare"] if bare else []
    command = ["git", "init", "--quiet", "--template=", "--object-format=sha1", "--initial-branch=main", *kind, "."]
    places = {"GIT_DIR": str(path.resolve() if bare else path.resolve() / ".git")}
    places |= {} if bare else {"GIT_WORK_TREE": str(path.resolve())}
    places["GIT_OBJECT_DIRECTORY"] = str(Path(places["GIT_DIR"]) / "objects")
    try:
        Git(path).execute(command, env=places)
        # Chinese paths are for reading, not for counting octal bytes.
        Git(path).execute(["git", "config", "core.quotePath", "false"], env=places)
    except GitCommandError as error:
        raise ArchiveError(f"cannot start an archive in {path}: {_last_words(str(error.stderr).encode())}") from error


def _run(path: Path, *command: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    environment |= {"LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", *NEUTRAL, *command], cwd=path, input=stdin, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise ArchiveError("the archive needs Git, and there is no git on the PATH; install Git") from error


def _batch(out: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    """Cut the answer of `cat-file --batch`: `<id> <type> <size>`, the bytes, a line break."""
    place = 0
    for _ in range(count):
        head_end = out.index(b"\n", place)
        head = out[place:head_end]
        place = head_end + 1
        if head.endswith((b" missing", b" ambiguous")):
            yield "", b""
            continue
        name, _, size = head.split(b" ")
        yield name.decode(), out[place : place + int(size)]
        place += int(size) + 1


def _above(path: Path, prefix: str) -> Path:
    """Return the working tree's top, given a folder in it and that folder's prefix."""
    depth = prefix.count("/")
    return path.parents[depth - 1] if depth else path


def _refuse_shallow(repository: Repository) -> None:
    if (repository.common_dir / "shallow").exists():
        raise ArchiveError(
            f"the history of {repository.path} is cut off (a shallow clone), so revisions would be missing; "
            "get all of it with: git fetch --unshallow (in CI: fetch-depth: 0)"
        )


def _last_words(stderr: bytes) -> str:
    """Return what Git complained of, without its warnings about other things."""
    lines = [line.strip() for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines[-1:]
    return "; ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in complaints) or "no reason given"
