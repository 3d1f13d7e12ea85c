"""Seals: whoever has the public key finds what was changed since."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from support.archiving import POLICY, arrival, git, record

from policydiff.archive import Archive
from policydiff.archive.check import check
from policydiff.archive.seal import broken
from policydiff.errors import UsageError

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen on this machine")
ME = ("-c", "user.name=B", "-c", "user.email=b@x.invalid")


def key(folder, name="sealer"):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    public = (folder / f"{name}.pub").read_text(encoding="utf-8").split()
    signers = folder / f"{name}.signers"
    signers.write_text(f"clerk {public[0]} {public[1]}\n", encoding="utf-8")
    return folder / name, signers


@pytest.fixture
def sealed(tmp_path):
    """Return an archive of two revisions with a seal, and who may seal."""
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2017), arrival(2019))
    private, signers = key(tmp_path)
    archive.seal(private, "2026-01-02T03:04:05Z")
    return archive, signers


def faults(archive, signers) -> str:
    return "; ".join(found.what for found in broken(archive.repository, signers))


def test_sealed_archive_is_in_order_and_goes_on(sealed):
    archive, signers = sealed
    record(archive, arrival(2021))

    assert faults(archive, signers) == ""
    assert [finding for finding in check(archive.repository) if finding.grave] == []
    assert git(archive.repository.path, "status", "--porcelain") == ""


def test_swapped_source_is_found(sealed):
    archive, signers = sealed
    next((archive.repository.path / "sources").rglob("*.html")).write_text("other", encoding="utf-8")
    git(archive.repository.path, *ME, "commit", "-qam", "x")

    assert "is not the one that was sealed" in faults(archive, signers)


def test_rewritten_history_is_found(sealed, tmp_path):
    archive, signers = sealed
    seal = next((archive.repository.path / "seals").iterdir()).read_bytes()
    git(archive.repository.path, "reset", "-q", "--hard", "HEAD~2")
    record(archive, arrival(2020))
    (archive.repository.path / "seals").mkdir()
    (archive.repository.path / "seals" / "old.json").write_bytes(seal)
    git(archive.repository.path, "add", "-A")
    git(archive.repository.path, *ME, "commit", "-qm", "put back")

    found = faults(archive, signers)
    assert "history was rewritten" in found
    assert f"{POLICY}@2019-03-09 was recorded by commit" in found


def test_seal_that_was_edited_or_signed_by_somebody_else_is_none(sealed, tmp_path):
    archive, signers = sealed
    _, others = key(tmp_path, "stranger")
    assert "is not signed by anybody" in faults(archive, others)

    file = next((archive.repository.path / "seals").iterdir())
    text = file.read_text(encoding="utf-8")
    place = text.index('"payload": "') + 40
    file.write_text(text[:place] + ("B" if text[place] == "A" else "A") + text[place + 1 :], encoding="utf-8")
    git(archive.repository.path, *ME, "commit", "-qam", "x")
    assert faults(archive, signers)


def test_archive_without_a_seal_says_so(tmp_path):
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2017))
    _, signers = key(tmp_path)

    assert "there is no seal" in faults(archive, signers)


def test_key_that_does_not_sign_changes_nothing(tmp_path):
    archive = Archive.init(tmp_path / "archive")
    record(archive, arrival(2017))
    head = archive.repository.head
    with pytest.raises(UsageError, match="ssh-keygen"):
        archive.seal(tmp_path / "missing", "2026-01-02T03:04:05Z")
    assert archive.repository.head == head
