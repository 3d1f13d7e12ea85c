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

soffice, profile, pipe, *files = sys.argv[1:]
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

def left(path, command):
    document = desktop.loadComponentFromURL("file://" + path, "_blank", 0, (hidden,))
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    marks = document.Redlines.createEnumeration().hasMoreElements()
    texts, found = document.Text.createEnumeration(), []
    while texts.hasMoreElements():
        found.append(texts.nextElement().String)
    document.close(True)
    return {"paragraphs": found, "marks": marks}

result = {path: {name: left(path, ".uno:" + name + "AllTrackedChanges") for name in ("Accept", "Reject")} for path in files}
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


def settled(files: list[Path], folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    """Return file → Accept and Reject → the paragraphs that are left and whether any mark is."""
    import json

    command = [PYTHON, "-c", PROGRAM, "soffice", str(folder / "profile"), f"policydiff{os.getpid()}", *map(str, files)]
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
