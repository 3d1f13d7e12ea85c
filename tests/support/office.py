"""LibreOffice for tests: a private instance that accepts or rejects all tracked changes and says what is left."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

# Debian gives the UNO bridge to the system's Python alone.
PYTHON = "/usr/bin/python3"
PROGRAM = """
import subprocess, sys, time, json, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

soffice, profile, pipe, commands, labels, *files = sys.argv[1:]
labels = bool(labels)
office = subprocess.Popen([
    soffice, "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--nologo", "--nodefault",
    "--accept=pipe,name=" + pipe + ";urp;"])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(240):
    try:
        context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        time.sleep(0.25)
create = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
desktop, dispatcher = create("com.sun.star.frame.Desktop"), create("com.sun.star.frame.DispatchHelper")
hidden = PropertyValue(Name="Hidden", Value=True)

def parts(text):
    # The paragraphs of a text with the numbers that are printed before them, and the rows of its tables.
    held = text.createEnumeration()
    while held.hasMoreElements():
        part = held.nextElement()
        if not part.supportsService("com.sun.star.text.TextTable"):
            yield (part.ListLabelString + " " + part.String).strip() if labels else part.String
            continue
        rows = {}
        for name in part.CellNames:
            rows.setdefault(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), []).append(
                " ".join(parts(part.getCellByName(name))))
        yield from (" | ".join(cells) for cells in rows.values())

def left(path, command):
    document = desktop.loadComponentFromURL("file://" + path, "_blank", 0, (hidden,))
    if command:
        dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + command + "AllTrackedChanges", "", 0, ())
    marks = document.Redlines.createEnumeration().hasMoreElements()
    found = list(parts(document.Text))
    document.close(True)
    return {"paragraphs": found, "marks": marks}

result = {path: {name: left(path, name) for name in commands.split(",")} for path in files}
try:
    desktop.terminate()
except Exception:
    pass
office.wait(60)
print(json.dumps(result))
"""


def missing() -> str:
    """Return why LibreOffice cannot be driven here, empty when it can."""
    if not shutil.which("soffice"):
        return "soffice is not installed (apt install libreoffice-writer)"
    if (
        not Path(PYTHON).exists()
        or subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode
    ):
        return "the UNO bridge is not installed (apt install python3-uno)"
    return ""


def settled(
    files: list[Path], folder: Path, *, commands: str = "Accept,Reject", labels: str = ""
) -> dict[str, dict[str, dict[str, object]]]:
    """Return file → Accept and Reject ("" for neither) → the paragraphs that are left and whether any mark is.

    With `labels` paragraphs bear the numbers that are printed before them.
    """
    import json

    named = ["soffice", str(folder / "profile"), f"policydiff{os.getpid()}", commands, labels]
    command = [PYTHON, "-c", PROGRAM, *named, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return json.loads(done.stdout.splitlines()[-1])


def pages(document: Path, folder: Path) -> list[str]:
    """Return the words of each page of a document as LibreOffice prints it."""
    import pypdfium2

    command = ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(document)], capture_output=True, check=True, timeout=120)
    pdf = pypdfium2.PdfDocument(document.with_suffix(".pdf").read_bytes())
    try:
        return [pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf))]
    finally:
        pdf.close()
