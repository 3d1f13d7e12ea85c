"""Seals: signed records of what an archive holds, so that a third party can tell whether anything was changed since.

    seal      every recording so far (policy, dates, digests of source and text, commit) ── in-toto statement ── DSSE envelope, signed by SSH
    check     signature ── the sealed commit is an ancestor ── each recording is there ── each digest is that of the bytes that lie there

A seal stands in the tree (`seals/<commit>.json`), one for each time that somebody sealed. It protects against everybody who has not the
key: rewritten history, a swapped source, a removed revision. It does not protect against the holder of the key, and its time is that
holder's word; a timestamp of a third party may be put beside it (RFC 3161 over the envelope's bytes).
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.archive import layout, lfs
from policydiff.archive.history import History
from policydiff.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Entry

FOLDER = layout.SEALS
# What SSH signatures are made for here: one of another purpose is none.
NAMESPACE = "policydiff-seal"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://policydiff.example/archive-seal/v1"


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that a seal says and that does not hold: which seal, and what."""

    seal: str
    what: str


def statement(repository: Repository, commit: str, day: str) -> bytes:
    """Return what a seal says of an archive at a commit, as an in-toto statement."""
    entries = list(History(repository).entries())
    subjects = [{"name": _name(entry), "digest": {"sha256": entry.source_digest}} for entry in entries]
    recordings = [
        {
            "commit": entry.commit,
            "name": _name(entry),
            "kind": entry.kind.value,
            "source": entry.source_digest,
            "text": entry.text_digest,
        }
        for entry in entries
    ]
    told = {
        "_type": STATEMENT,
        "subject": subjects,
        "predicateType": PREDICATE,
        "predicate": {"commit": commit, "sealed": day, "recordings": recordings},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed(payload: bytes, key: Path) -> bytes:
    """Return a payload in a DSSE envelope, signed by an SSH key. Raises UsageError when the key does not sign."""
    signature = _ssh_keygen("-Y", "sign", "-f", str(key), "-n", NAMESPACE, stdin=_authenticated(payload))
    envelope = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"sig": base64.b64encode(signature).decode()}],
    }
    return json.dumps(envelope, indent=2).encode() + b"\n"


def broken(repository: Repository, allowed_signers: Path) -> Iterator[Broken]:
    """Yield what does not hold of the seals of an archive; an archive without seals is broken too.

    `allowed_signers` lists who may seal, as ssh-keygen reads it.
    """
    paths = repository.names("HEAD", FOLDER)
    if not paths:
        yield Broken(FOLDER, "there is no seal; policydiff seal makes one")
        return
    contents = repository.blobs(f"HEAD:{repository.prefix}{path}" for path in paths)
    for path, content in zip(paths, contents, strict=True):
        yield from _of_one(repository, path, content or b"", allowed_signers)


def _of_one(repository: Repository, path: str, envelope: bytes, allowed_signers: Path) -> Iterator[Broken]:
    try:
        told = json.loads(envelope)
        payload = base64.b64decode(told["payload"], validate=True)
        signature = base64.b64decode(told["signatures"][0]["sig"], validate=True)
        held = json.loads(payload)["predicate"]
    except (ValueError, KeyError, TypeError, IndexError):
        yield Broken(path, "is no seal")
        return
    if not _verified(payload, signature, allowed_signers):
        yield Broken(path, f"is not signed by anybody in {allowed_signers.name}")
        return
    if not _is_ancestor(repository, held["commit"]):
        yield Broken(path, f"history was rewritten: commit {held['commit'][:12]} is not in it any more")
    yield from _changed(repository, path, held["recordings"])


def _changed(repository: Repository, path: str, recordings: Sequence[dict[str, Any]]) -> Iterator[Broken]:
    known = {(entry.commit, entry.source_digest, entry.text_digest) for entry in History(repository).entries()}
    places = {name.rpartition("/")[2].partition(".")[0]: name for name in repository.names("HEAD", layout.SOURCES)}
    for one in recordings:
        if (one["commit"], one["source"], one["text"]) not in known:
            yield Broken(path, f"{one['name']} was recorded by commit {one['commit'][:12]}, and is not any more")
        place = places.get(one["source"], "")
        (content,) = repository.blobs([f"HEAD:{repository.prefix}{place}"]) if place else [None]
        whole = None if content is None else lfs.resolved(repository, content, one["source"])
        if whole is None or hashlib.sha256(whole).hexdigest() != one["source"]:
            yield Broken(
                path, f"the source of {one['name']} is not the one that was sealed (sha256 {one['source'][:12]}…)"
            )


def _is_ancestor(repository: Repository, commit: str) -> bool:
    try:
        repository.read("merge-base", "--is-ancestor", commit, "HEAD")
    except ArchiveError:
        return False
    return True


def _verified(payload: bytes, signature: bytes, allowed_signers: Path) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "seal.sig"
        file.write_bytes(signature)
        known = ("-f", str(allowed_signers), "-s", str(file), "-n", NAMESPACE)
        try:
            found = (
                _ssh_keygen("-Y", "find-principals", "-f", str(allowed_signers), "-s", str(file)).decode().split("\n")
            )
            principal = found[0].split(",")[0]
            _ssh_keygen("-Y", "verify", *known, "-I", principal, stdin=_authenticated(payload))
        except UsageError:
            return False
    return True


def _authenticated(payload: bytes) -> bytes:
    """Return what is signed: DSSE's pre-authentication encoding."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _ssh_keygen(*arguments: str, stdin: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["ssh-keygen", *arguments], input=stdin, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("seals need ssh-keygen, and there is none on the PATH; install OpenSSH") from error
    if done.returncode:
        raise UsageError(f"ssh-keygen: {' '.join(done.stderr.decode(errors='replace').split()) or 'it refused'}")
    return done.stdout


def _name(entry: Entry) -> str:
    return f"{entry.policy}@{entry.ordering_date or 'undated'}"
