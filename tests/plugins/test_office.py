"""Office documents that LibreOffice has to open first."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import policydiff_files
import policydiff_office as office
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source

RTF = Source(rb"{\rtf1\ansi The office shall act.\par It shall report.\par}", "application/rtf", "notice.rtf")


def test_other_media_types_are_declined():
    assert office.convert(Source(b"x", "text/plain", "a.txt")) is None


def test_without_libreoffice_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(
        UnreadableSource,
        match=r"notice\.rtf \(\.rtf\) needs LibreOffice; install libreoffice-writer, or save it as DOCX",
    ):
        office.convert(RTF)


def test_slow_libreoffice_is_given_up(monkeypatch):
    def run(command, **options):
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(UnreadableSource, match="within 120 s; save it as DOCX"):
        office.convert(RTF)


def test_what_libreoffice_cannot_read_is_an_error_with_its_words(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **options: subprocess.CompletedProcess(command, 1, b"", b"source file could not be loaded\n"),
    )
    with pytest.raises(UnreadableSource, match="source file could not be loaded"):
        office.convert(RTF)


def test_each_call_has_a_profile_of_its_own(monkeypatch):
    profiles = []

    def run(command, **options):
        profiles.append(next(word for word in command if word.startswith("-env:UserInstallation=")))
        return subprocess.CompletedProcess(command, 1, b"", b"")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", run)
    for _ in range(2):
        with pytest.raises(UnreadableSource, match="no reason given"):
            office.convert(RTF)
    assert len(set(profiles)) == 2
    assert not any(Path(profile.removeprefix("-env:UserInstallation=file://")).exists() for profile in profiles)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_rtf_is_read_through_libreoffice():
    conversion = office.convert(RTF)
    assert conversion.markdown.split("\n\n") == ["The office shall act.", "It shall report."]
    assert conversion.losses[-1].kind == "converted"


def test_office_file_behind_a_password_is_named():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    source = Source(data, policydiff_files.media_type(data, "a.docx"), "a.docx")
    with pytest.raises(UnreadableSource, match=r"a\.docx is encrypted and asks for a password; save it without"):
        office.convert(source)
