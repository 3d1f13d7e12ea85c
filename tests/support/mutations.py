"""Documents changed at random: lines of every kind put in, words doubled, marks and characters strewn over them.

Every line that is put in holds a word of its own, so that it can be looked for wherever a reader may have put it.
"""

from __future__ import annotations

import random
from html import escape

from support import word_files

LINES = [
    "当前位置：首页 > {}", "主办单位：{}", "技术支持：{}公司", "版权所有 {}", "Copyright {}", "© {}", "{} > 3", "«{}»的规定", "【{}】", "- {}", "* {}", "+ {}", "> {}", "# {}",
    "## {}", "#{}", "| {} | 乙 |", "|{}| ≤ 5", "---{}", "==={}", "{}：", "（{}）", "（此件公开发布{}）", "抄送：{}。", "{}2021年3月5日印发", "2021年3月5日{}", "{}年度", "第{}页",
    "— {} —", "<!-- {} -->", "<b>{}</b>", "~~{}~~", "**{}**", "_{}_", "`{}`", "[{}](u)", "![{}](u)", "[{}]: http://a.b", "&amp;{}&lt;", "\\{}", "title: {}", "---", "365bet{}", "diabet{}",
    "赌场{}", "www.{}.com官网", "1.{}", "（一）{}", "一、{}", "第一条 {}", "第十二条之一 {}", "附件1 {}", "附 1 {}", "目录{}", "政策解读{}", "来源：{}", "分享到：{}", "责任编辑：{}", "{}办公室",
    "各{}人民政府：", "云政发〔2021〕{}号", "{}文件", "关于{}的通知", "{}办法", "机密★{}年", "主任：{}", "联系人：{} 电话：0000", "{}\u200b", "\u202e{}\u202c", "{}\x00", "\ue000{}", "{}。", "{}；",
    "“{}", "{}？", "? {}", "……{}", "　　{}", "{}\t{}", "20{}年", "达到{}%", "{}（", "）{}", "{}、", "特此通知{}", "附：{}", "注：{}", "表{}",
]  # fmt: skip
BODY = [
    "云岭县人民政府关于印发云岭县河道管护办法的通知", "云政发〔2021〕3号", "各镇人民政府，县政府各部门：", "现将《云岭县河道管护办法》印发给你们，请认真贯彻执行。", "云岭县人民政府", "2021年3月5日",
    "云岭县河道管护办法", "第一章 总则", "第一条 为了加强河道管护，保障防洪安全，制定本办法。", "第二条 县水务局负责河道管护工作，财政局配合。", "第二章 管护", "第三条 河道管护包括：（一）清理淤泥；（二）修补堤岸。",
    "第四条 违反本办法的，处五百元以上二千元以下罚款。", "第五条 本办法自2021年5月1日起施行。", "附件1 河道名录", "| 河道 | 长度 |", "| 青河 | 12公里 |",
]  # fmt: skip


def word(source: random.Random) -> str:
    """Return a word that stands in no other document."""
    return "".join(chr(source.randint(0x4E00, 0x9FA5)) for _ in range(3)) + str(source.randint(100, 999))


def mutated(seed: int) -> tuple[list[str], list[str]]:
    """Return the lines of a document and the words that were put into it."""
    source = random.Random(seed)
    lines, words = list(BODY), []
    for _ in range(source.randint(1, 6)):
        words.append(word(source))
        line = source.choice(LINES).format(words[-1], words[-1])
        if source.random() < 0.3:
            at = source.randrange(len(lines))
            cut = source.randint(0, len(lines[at]))
            lines[at] = lines[at][:cut] + line + lines[at][cut:]
        else:
            lines.insert(source.randint(0, len(lines)), line)
    return lines, words


def as_text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def as_markdown(lines: list[str]) -> bytes:
    return "\n\n".join(lines).encode()


def as_page(lines: list[str]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<html><head><meta charset='utf-8'></head><body><div id='zoom'>{body}</div></body></html>".encode()


def as_word(lines: list[str]) -> bytes:
    shown = ("".join(char for char in line if char.isprintable() or char == "\t") for line in lines)
    return word_files.docx(
        "".join(f"<w:p><w:r><w:t xml:space='preserve'>{escape(line)}</w:t></w:r></w:p>" for line in shown)
    )


FORMS = {
    "text/plain": as_text,
    "text/markdown": as_markdown,
    "text/html": as_page,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": as_word,
}
