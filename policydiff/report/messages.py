"""The words of a report, in Chinese and English; a document's own words are never touched."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from policydiff.model import Relation, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.model import Edit

KINDS: Mapping[str, Wording] = MappingProxyType(
    {
        "amended": Wording("修改", "amended"),
        "inserted": Wording("新增", "inserted"),
        "removed": Wording("删除", "removed"),
        "moved": Wording("移动", "moved"),
        "renumbered": Wording("改序号", "renumbered"),
        "split": Wording("拆分", "split"),
        "merged": Wording("合并", "merged"),
        "cosmetic": Wording("仅形式差异", "cosmetic"),
        "unchanged": Wording("未变", "unchanged"),
    }
)

# Between siblings nothing came or went: one document has what the other has not.
SIBLING_KINDS: Mapping[str, Wording] = MappingProxyType(
    {
        "amended": Wording("表述不同", "worded differently"),
        "inserted": Wording("仅乙有", "only in B"),
        "removed": Wording("仅甲有", "only in A"),
        "moved": Wording("位置不同", "placed elsewhere"),
        "renumbered": Wording("序号不同", "numbered differently"),
        "split": Wording("乙分列", "split in B"),
        "merged": Wording("乙合并", "merged in B"),
        "cosmetic": Wording("仅形式差异", "differs in form"),
        "unchanged": Wording("相同", "the same"),
    }
)

# One sign a kind, so that no mark is by colour alone; the signs stand in every common font.
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "inserted": "+",
        "removed": "−",
        "amended": "~",
        "moved": "↕",
        "renumbered": "#",
        "split": "÷",
        "merged": "&",
        "cosmetic": "≈",
        "unchanged": "·",
    }
)


def edit_sign(edit: Edit) -> str:
    """Return the sign before words that went or came: ↕ for what moved, # for a number that only follows a renumbering."""
    if edit.move is not None:
        return SIGNS["moved"]
    return SIGNS["renumbered"] if edit.reference else ""


SEVERITIES: Mapping[str, Wording] = MappingProxyType(
    {
        "high": Wording("重大", "high"),
        "medium": Wording("重要", "medium"),
        "low": Wording("一般", "low"),
        "info": Wording("提示", "note"),
    }
)

FIELDS: Mapping[str, Wording] = MappingProxyType(
    {
        "title": Wording("标题", "Title"),
        "number": Wording("文号", "Number"),
        "issuer": Wording("发文机关", "Issuer"),
        "issued": Wording("成文日期", "Issued"),
        "published": Wording("发布日期", "Published"),
        "effective": Wording("施行日期", "In force from"),
        "expires": Wording("有效期至", "Expires"),
        "recipients": Wording("主送机关", "Addressed to"),
        "region": Wording("地区", "Region"),
        "carried_title": Wording("所附文件", "Carried document"),
        "signature": Wording("署名", "Signature"),
        "cc": Wording("抄送", "Copied to"),
        "imprint": Wording("印发", "Imprint"),
        "history": Wording("题注", "History"),
        "cited": Wording("引用文件", "Cited documents"),
        "first_effective": Wording("初版施行日期", "First version in force from"),
        "signed": Wording("署名日期", "Signed"),
        "secrecy": Wording("密级", "Secrecy"),
        "urgency": Wording("紧急程度", "Urgency"),
        "note": Wording("附注", "Release note"),
        "clauses": Wording("条款数", "Clauses"),
        "name": Wording("来源", "Source"),
    }
)

LEDGERS: Mapping[str, Wording] = MappingProxyType(
    {
        "removed": Wording("已剔除", "Left out"),
        "lost": Wording("未能保留", "Could not be kept"),
        "repaired": Wording("已修补", "Repaired"),
        "hidden": Wording("看不见的字符", "Invisible characters"),
        "unaccounted": Wording("未列入条款的文字", "Text in no clause"),
    }
)

PHRASES: Mapping[str, Wording] = MappingProxyType(
    {
        "report": Wording("修订对照", "Comparison of revisions"),
        "sibling_report": Wording("同类文件对照", "Comparison of sibling documents"),
        "old": Wording("修改前", "Before"),
        "new": Wording("修改后", "After"),
        "old_sibling": Wording("甲", "A"),
        "new_sibling": Wording("乙", "B"),
        "note": Wording("说明", "Note"),
        "summary": Wording("摘要", "Summary"),
        "reversed_order": Wording(
            "注意：按{field}看两份文件的先后颠倒了（修改前 {old}，修改后 {new}）；请核对次序。",
            "Mind the order: by their own dates ({field}) the old document is the later one ({old} against {new}).",
        ),
        "chapters_inserted": Wording("新增章节", "Chapters added"),
        "chapters_removed": Wording("删去章节", "Chapters dropped"),
        "chapters_merged": Wording("合并章节", "Chapters merged"),
        "chapters_split": Wording("拆分章节", "Chapters split"),
        "articles": Wording("条文", "Articles"),
        "clauses_counted": Wording("条款", "Clauses"),
        "findings": Wording("要点", "Findings"),
        "no_findings": Wording("没有要点提示。", "No findings."),
        "metadata": Wording("文件信息的变化", "Changes to the document's particulars"),
        "metadata_sibling": Wording("文件信息的差异", "Particulars that differ"),
        "outside": Wording("正文以外的差别", "Differences outside the clauses"),
        "unaccounted": Wording(
            "两份文件还有 {count} 处文字差别，没有列在任何条款里；见“正文以外的差别”。",
            "The texts also differ in {count} places that stand in no clause: see “Differences outside the clauses”.",
        ),
        "clauses": Wording("逐条对照", "Clause by clause"),
        "former": Wording("原{name}", "former {name}"),
        "former_sibling": Wording("甲{name}", "{name} of A"),
        "about_whole": Wording("全文", "whole document"),
        "no_revisions": Wording("没有新的版本。", "No new revisions."),
        "first_revision": Wording("首次入库", "first revision"),
        "text_correction": Wording("文本更正", "correction of its text"),
        "text_renormalization": Wording("重新整理文本", "text normalized again"),
        "digest": Wording("政策修订摘要", "Digest of policy revisions"),
        "digest_policies": Wording("{count} 项政策", "policies: {count}"),
        "digest_revision": Wording("新版本 {count} 个", "new revisions: {count}"),
        "digest_correction": Wording("文本更正 {count} 个", "corrected texts: {count}"),
        "digest_renormalization": Wording("重新整理 {count} 个", "texts normalized again: {count}"),
        "known_finding": Wording("基线已有", "in the baseline"),
        "identical": Wording("两份文件的内容没有差别。", "The two documents do not differ."),
        "unrelated": Wording(
            "这两份文件几乎没有相同内容，很可能并不是同一文件的两个版本；以下对照仅供参考。",
            "These two documents share almost nothing; they are probably not two versions of one document. "
            "Read what follows with that in mind.",
        ),
        "findings_below": Wording("共有 {count} 项要点，列于各条之下", "findings: {count}, each with its clause"),
        "more_findings": Wording("另有 {count} 项要点", "and {count} more findings"),
        "more_changes": Wording("另有 {count} 处变化未列出", "and {count} more changes that are not listed here"),
        "folded": Wording("{count} 个条款未变（{span}）", "{count} unchanged: {span}"),
        "paragraph": Wording("第 {count} 段", "paragraph {count}"),
        "departed": Wording("移至 {target}", "went to {target}"),
        "stood_at": Wording("原位置", "Stood at"),
        "departed_sibling": Wording("乙列于 {target}", "stands at {target} in B"),
        "evidence": Wording("对应依据", "Why these belong together"),
        "score": Wording("相似度 {score}", "likeness {score}"),
        "ledger": Wording("文本整理记录", "How the texts were prepared"),
        "losses": Wording("未能保留", "Could not be kept"),
        "repairs": Wording("已修补", "Repaired"),
        "suspicions": Wording("存疑未改", "Doubtful, left as it stands"),
        "removals": Wording("已剔除", "Left out"),
        "failures": Wording("未能运行的插件", "Plugins that failed"),
        "cosmetic_hidden": Wording(
            "另有 {count} 个条款仅有形式差异（全半角、引号、异体字等），未计入修改。",
            "{count} more clauses differ in form only (width, quotes, variant characters); they do not count as amended.",
        ),
        "total": Wording("共 {count} 行对照", "{count} rows"),
        "none": Wording("（未载明）", "(not stated)"),
        "nothing": Wording("（无）", "(none)"),
        "list_comma": Wording("、", ", "),
        "semicolon": Wording("；", "; "),
        "colon": Wording("：", ": "),
    }
)


def word(key: str, lang: str, **values: object) -> str:
    """Return a phrase of the report with its values filled in."""
    return PHRASES[key](lang).format(**values)


def kind(name: str, lang: str, relation: Relation = Relation.VERSIONS) -> str:
    """Return what a kind of change is called, between versions or between siblings."""
    return (SIBLING_KINDS if relation is Relation.SIBLINGS else KINDS)[name](lang)


def severity(name: str, lang: str) -> str:
    """Return what a severity is called."""
    return SEVERITIES[name](lang)


def field(name: str, lang: str) -> str:
    """Return what a field of the metadata is called; a field not known here keeps its name."""
    wording = FIELDS.get(name)
    return wording(lang) if wording else name


def ledger_entry(kind: str, reason: str, lang: str) -> str:
    """Return what a difference of the ledgers is called: the list, and the reason where there is one."""
    name = LEDGERS[kind](lang)
    if not reason:
        return name
    return f"{name}（{reason}）" if lang == "zh" else f"{name} ({reason})"


def listed(names: Sequence[str], lang: str) -> str:
    """Return names as one list: 第一条、第二条; names that hold a 、 themselves are set apart by strokes."""
    comma = word("list_comma", lang)
    return (" / " if any(comma.strip() in name for name in names) else comma).join(names)
