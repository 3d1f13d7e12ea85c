"""Read .doc, .wps, .rtf, .odt, .xls and .ods through LibreOffice, where it is installed: what it makes of them is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.hookspecs import hookimpl
from policydiff.model import Loss

if TYPE_CHECKING:
    from policydiff.model import Conversion, Source

SUFFIXES = {
    "application/msword": ".doc",
    "application/vnd.ms-works": ".wps",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
}
SHEETS = {"application/vnd.ms-excel": ".xls", "application/vnd.oasis.opendocument.spreadsheet": ".ods"}
ENCRYPTED = "application/x-encrypted-office"
_PROGRAMS = ("soffice", "libreoffice")
# A cold start takes 5 s, a thousand pages a minute.
_SECONDS = 120


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return an office document as Markdown; raises UnreadableSource when LibreOffice is missing or cannot read it."""
    if source.media_type == ENCRYPTED:
        raise UnreadableSource(f"{source.location} is encrypted and asks for a password; save it without the password")
    suffix = SUFFIXES.get(source.media_type) or SHEETS.get(source.media_type)
    if suffix is None:
        return None
    if source.media_type in SHEETS:
        from policydiff_workbook.workbook import read_workbook

        conversion = read_workbook(replace(source, data=_through_libreoffice(source, suffix, "xlsx")))
    else:
        from policydiff_docx.document import read_document

        conversion = read_document(replace(source, data=as_docx(source, suffix)))
    return replace(conversion, losses=(*conversion.losses, Loss("converted", f"{suffix} read through LibreOffice")))


def as_docx(source: Source, suffix: str) -> bytes:
    """Return the document as LibreOffice writes it to DOCX."""
    return _through_libreoffice(source, suffix, "docx")


def _through_libreoffice(source: Source, suffix: str, target: str) -> bytes:
    """Return the document as LibreOffice writes it to another format, in a profile of its own, so that calls do not meet."""
    import shutil
    import subprocess
    import tempfile
    from pathlib import Path

    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableSource(
            f"{source.location} ({suffix}) needs LibreOffice; install libreoffice-writer, or save it as {target.upper()}"
        )
    with tempfile.TemporaryDirectory(prefix="policydiff-") as folder:
        original = Path(folder, f"document{suffix}")
        original.write_bytes(source.data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            target,
            "--outdir",
            f"{folder}/out",
            str(original),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableSource(
                f"LibreOffice did not read {source.location} within {_SECONDS} s; save it as {target.upper()}"
            ) from error
        made = Path(folder, "out", f"document.{target}")
        if not made.is_file():
            said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
            raise UnreadableSource(
                f"LibreOffice cannot read {source.location} ({said or 'no reason given'}); save it as {target.upper()}"
            )
        return made.read_bytes()
