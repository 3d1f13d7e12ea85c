"""Read .doc, .wps, .rtf and .odt through LibreOffice, where it is installed: it makes a DOCX, and that is read."""

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
_PROGRAMS = ("soffice", "libreoffice")
# A cold start takes 5 s, a thousand pages a minute.
_SECONDS = 120


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return an office document as Markdown; raises UnreadableSource when LibreOffice is missing or cannot read it."""
    suffix = SUFFIXES.get(source.media_type)
    if suffix is None:
        return None
    from policydiff_docx.document import read_document

    conversion = read_document(replace(source, data=as_docx(source, suffix)))
    return replace(conversion, losses=(*conversion.losses, Loss("converted", f"{suffix} read through LibreOffice")))


def as_docx(source: Source, suffix: str) -> bytes:
    """Return the document as LibreOffice writes it to DOCX, in a profile of its own, so that calls do not meet."""
    import shutil
    import subprocess
    import tempfile
    from pathlib import Path

    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableSource(
            f"{source.location} ({suffix}) needs LibreOffice; install libreoffice-writer, or save it as DOCX"
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
            "docx",
            "--outdir",
            f"{folder}/out",
            str(original),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableSource(
                f"LibreOffice did not read {source.location} within {_SECONDS} s; save it as DOCX"
            ) from error
        made = Path(folder, "out", "document.docx")
        if not made.is_file():
            said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
            raise UnreadableSource(
                f"LibreOffice cannot read {source.location} ({said or 'no reason given'}); save it as DOCX"
            )
        return made.read_bytes()
