"""E-mails: the letter is the document, what is attached is told."""

from __future__ import annotations

from email.message import EmailMessage

import policydiff_files
import policydiff_mail
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source

TEXT = "各码头经营单位：\n\n请于2026年3月1日前报送检查计划。\n"


def letter(text=TEXT, html="", attached=None):
    message = EmailMessage()
    message["Subject"], message["From"] = "关于报送检查计划的通知", "港务办 <office@example.org>"
    message["To"], message["Date"] = "all@example.org", "Mon, 02 Feb 2026 09:00:00 +0800"
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if attached is not None:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="计划表.pdf")
    return message.as_bytes()


def converted(data):
    return policydiff_mail.convert(Source(data, "message/rfc822", "notice.eml"))


def test_subject_headers_and_text_are_the_document():
    markdown = converted(letter()).markdown
    assert markdown.startswith("# 关于报送检查计划的通知\n\nFrom: 港务办 <office@example.org>")
    assert "请于2026年3月1日前报送检查计划。" in markdown


def test_html_body_keeps_its_table():
    table = "<table><tr><th>泊位</th><th>限额</th></tr><tr><td>一号</td><td>20吨</td></tr></table>"
    assert "| 一号 | 20吨 |" in converted(letter(html=f"<p>见下表。</p>{table}")).markdown


def test_attachment_is_told_by_its_digest():
    one, other = (converted(letter(attached=data)).losses for data in (b"one", b"other"))
    assert one[0].kind == "attachment"
    assert one[0].detail.startswith("计划表.pdf, sha256 ")
    assert one != other


def test_letter_in_gb18030_is_read():
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.org", "Mon, 02 Feb 2026 09:00:00 +0800", "通知"
    message.set_content(TEXT, charset="gb18030", cte="base64")
    assert "报送检查计划" in converted(message.as_bytes()).markdown


def test_encrypted_mail_is_named():
    with pytest.raises(UnreadableSource, match=r"notice\.eml is encrypted"):
        converted(b"From: a@example.org\nContent-Type: multipart/encrypted; boundary=x\n\n--x--\n")


def test_mail_without_a_letter_names_what_is_attached():
    with pytest.raises(UnreadableSource, match="计划表"):
        converted(letter(text="", attached=b"x"))


def test_mail_is_known_by_its_headers():
    assert policydiff_files.media_type(letter(), "notice") == "message/rfc822"


def test_text_with_labels_is_no_mail():
    assert policydiff_files.media_type("From: 甲\n\nDate: 乙\n正文".encode(), "a.txt") == "text/plain"


def test_other_media_types_are_declined():
    assert policydiff_mail.convert(Source(b"x", "text/plain", "a.txt")) is None


def test_mail_is_known_by_its_name():
    assert policydiff_files.media_type(b"Subject: x\n\ntext", "notice.eml") == "message/rfc822"
