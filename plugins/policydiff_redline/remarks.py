"""What stands in the margin of a file with tracked changes, and where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.parts import W

from policydiff.office.opc import XML, shown
from policydiff.report.comparison_table import graded
from policydiff_redline.marking import like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.report.view import Finding, View
    from policydiff_redline.marking import Marks
    from policydiff_redline.package import OldFile

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def remarks(view: View, *rows: int | None) -> Iterator[str]:
    """Yield what is to be said of rows, of None what is about the whole."""
    for number in rows:
        if number is None:
            if view.summary_lines and not view.identical:
                yield "\n".join((f"{view.say('summary')}{view.say('colon')}", *view.summary_lines))
            yield from (*view.alerts, *view.remarks_outside)
            yield from (_told(finding, view) for finding in view.findings if finding.row is None)
            continue
        row = view.rows[number]
        if row.changed and row.telling and row.note:
            yield row.note
        yield from (_told(finding, view) for finding in row.findings)


def _told(finding: Finding, view: View) -> str:
    return f"{graded(finding, view)}{finding.message} ({finding.rule})"


def comment(file: OldFile, told: list[tuple[ET.Element, str]], marks: Marks) -> None:
    """Put comments (paragraph, words) into a file, beside those that it has."""
    name = file.related("comments")
    root = file.part(name).root if name else ET.Element(f"{W}comments")
    first = 1 + max((int(node.get(f"{W}id", "0")) for node in root.findall(f"{W}comment")), default=-1)
    for number, (paragraph, text) in enumerate(told, first):
        signed = {f"{W}{key}": value for key, value in marks.stamp.signed.items()}
        held = ET.SubElement(root, f"{W}comment", {f"{W}id": str(number), **signed, f"{W}initials": "pd"})
        written = ET.SubElement(ET.SubElement(ET.SubElement(held, f"{W}p"), f"{W}r"), f"{W}t")
        written.text = shown(text)
        _call(paragraph, number, marks)
    if told and not name:
        file.add("comments", _KIND, _part(root))


def _call(paragraph: ET.Element, number: int, marks: Marks) -> None:
    """Call a comment at the end of a paragraph; the call shares the fate of the paragraph's end."""
    call = like(None)
    ET.SubElement(call, f"{W}commentReference", {f"{W}id": str(number)})
    for name in ("ins", "moveTo", "del", "moveFrom"):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None:
            holder = marks.mark(name)
            holder.append(call)
            paragraph.append(holder)
            return
    paragraph.append(call)


def _part(root: ET.Element) -> bytes:
    ET.register_namespace("w", W[1:-1])
    return XML.encode() + ET.tostring(root)
