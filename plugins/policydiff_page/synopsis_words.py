"""The words of the page of many documents, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from policydiff.model import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Wording] = MappingProxyType(
    {
        "skip": Wording("跳到主题矩阵", "Skip to the matrix"),
        "summary": Wording("概要", "Summary"),
        "tally": Wording(
            "{documents} 份文件 · {topics} 个主题 · {facts} 行指标与职责",
            "{documents} documents · {topics} topics · {facts} rows of facts",
        ),
        "documents": Wording("文件", "Documents"),
        "region": Wording("地区", "Region"),
        "document": Wording("文件名称", "Title"),
        "dates": Wording("日期", "Dates"),
        "topics_of": Wording("涉及主题", "Topics"),
        "kept": Wording("文本整理", "Text"),
        "clean": Wording("无损失、无修补", "nothing lost or repaired"),
        "outstanding": Wording("值得注意", "What stands out"),
        "more": Wording("展开另外 {count} 项", "Show {count} more"),
        "matrix": Wording("主题矩阵", "Matrix of topics"),
        "topic": Wording("主题", "Topic"),
        "hint": Wording(
            "方向键移动，回车打开条文，Esc 关闭，j／k 上一个／下一个主题。",
            "Arrow keys move, Enter opens the clauses, Esc closes, j / k go to the next / previous topic.",
        ),
        "deeper": Wording("颜色越深，该地写到的共同内容越多", "the deeper the colour, the more of the common matter"),
        "flag": Wording("有要点（数字为项数）", "has findings (so many)"),
        "none": Wording("没有共同主题。", "No topic in common."),
        "none_shown": Wording("没有符合筛选的主题。", "No topic fits the filter."),
        "reader": Wording("条文对读", "Clauses side by side"),
        "reader_hint": Wording(
            "点击矩阵中的格子或主题，各地条文在这里并列。",
            "Choose a cell or a topic: its clauses stand here side by side.",
        ),
        "lacking": Wording("未涉及：", "Nothing on it: "),
        "likeness": Wording("相似度 {share}", "likeness {share}"),
        "shared": Wording("共有表述", "Shared"),
        "own": Wording("仅此地", "Only here"),
        "shared_mark": Wording("多地共有", "shared by most"),
        "own_mark": Wording("仅此地有", "only here"),
        "also": Wording("同一条款亦见主题“{topic}”", "The same clause also stands under “{topic}”"),
        "compare": Wording("两地比较", "Compare two"),
        "compare_one": Wording("甲", "A"),
        "compare_other": Wording("乙", "B"),
        "choose": Wording("（选择）", "(choose)"),
        "edits": Wording("措辞逐字比较：", "Word by word: "),
        "apart": Wording("各自起草，下划线为对方没有的内容：", "Drafted apart; underlined is what the other lacks: "),
        "only_one": Wording("仅{region}有", "only in {region}"),
        "widen": Wording("放大／还原", "Widen or narrow"),
        "close": Wording("关闭", "Close"),
        "facts": Wording("指标与职责并列", "Facts side by side"),
        "fact": Wording("指标、职责或期限", "Indicator, duty or deadline"),
        "named_also": Wording("又作：", "also: "),
        "due": Wording("至{day}", "by {day}"),
        "rest": Wording("另 {count} 处", "{count} more"),
        "alone": Wording("仅一地有的内容", "What only one has"),
        "alone_count": Wording("{count} 条", "{count} clauses"),
        "others": Wording("其他条款", "Other clauses"),
        "others_note": Wording("以下条款被指标或上下级对照引用。", "Clauses that facts or the inheritance refer to."),
        "inheritance": Wording("上级文件的落实", "What became of the parent's plan"),
        "parent": Wording("上级", "Parent"),
        "child": Wording("下级", "Child"),
        "fate": Wording("结果", "Fate"),
        "weight": Wording("轻重", "Weight"),
        "how": Wording("如何", "How"),
        "show_difference": Wording("看差异", "Difference"),
        "alike": Wording("谁像谁", "Who is like whom"),
        "alike_note": Wording(
            "每格为两份文件中对方在同一事项上也有的文字所占比例，少见的词计得重；相近的排在一起。",
            "Each field is the share of both texts' wording that the other has on the same matter, rare words weighing more; "
            "those that are alike stand together.",
        ),
        "nearest": Wording("文字说明：每份文件最接近的文件", "In words: the nearest documents of each"),
        "failures": Wording("未能运行的插件", "Plugins that failed"),
        "filter": Wording("筛选", "Filter"),
        "regions": Wording("地区", "Regions"),
        "everyone": Wording("全选", "All"),
        "nobody": Wording("全不选", "None"),
        "topics": Wording("主题", "Topics"),
        "any": Wording("全部", "All"),
        "shared_by_all": Wording("所有文件都有", "In every document"),
        "lacked_by_some": Wording("有文件未涉及", "Lacking somewhere"),
        "with_findings": Wording("有要点", "With findings"),
        "order": Wording("列的顺序", "Order of columns"),
        "as_given": Wording("按给出的顺序", "As given"),
        "by_likeness": Wording("相近的排在一起", "Alike together"),
        "printing": Wording("打印", "Print"),
        "print_clauses": Wording("附上各主题条文", "With the clauses of each topic"),
        "reset": Wording("恢复默认", "Reset"),
        "search": Wording("查找主题、指标或条文", "Search topics, facts and clauses"),
        "hits": Wording("{count} 个主题", "{count} topics"),
        "previous": Wording("上一个主题（k）", "Previous topic (k)"),
        "next": Wording("下一个主题（j）", "Next topic (j)"),
        "theme": Wording("切换深浅色", "Switch light and dark"),
        "help": Wording("快捷键", "Keys"),
        "keys_on": Wording("启用单键快捷键", "Use single-key shortcuts"),
        "key_arrows": Wording("在矩阵中移动", "move in the matrix"),
        "key_home": Wording("行首／行尾", "start / end of the row"),
        "key_enter": Wording("打开条文", "open the clauses"),
        "key_escape": Wording("关闭条文", "close them"),
        "key_jk": Wording("下一个／上一个主题", "next / previous topic"),
        "key_slash": Wording("查找", "search"),
        "key_f": Wording("筛选", "filter"),
        "key_t": Wording("深色／浅色", "dark / light"),
        "made": Wording("由 policydiff 生成", "Made with policydiff"),
    }
)


def spoken(lang: str) -> dict[str, str]:
    """Return every word in one language."""
    return {key: wording(lang) for key, wording in WORDS.items()}
