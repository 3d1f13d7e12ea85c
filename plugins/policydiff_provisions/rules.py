"""The rules, how grave each is, and how far it ranks before others of its severity."""

from __future__ import annotations

from policydiff.model import Severity
from policydiff_provisions.words import KINDS

_WHAT = {"added": ("新增", "came"), "dropped": ("删去", "went"), "changed": ("改动", "changed")}
# What a lawyer asks first: what may be punished, what is forbidden, what is owed, what right is lost.
_SEVERITIES = {
    "sanction": ("high", "high", "high"),
    "liability": ("high", "high", "high"),
    "prohibition": ("high", "high", "medium"),
    "exception": ("medium", "medium", "medium"),
    "transition": ("medium", "medium", "medium"),
    "right": ("medium", "high", "medium"),
    "approval": ("medium", "medium", "medium"),
    "obligation": ("medium", "medium", "medium"),
    "permission": ("medium", "medium", "medium"),
    "body": ("medium", "medium", "medium"),
}
WEIGHTS = {
    "sanction": 8.0,
    "liability": 8.0,
    "prohibition": 7.5,
    "right": 7.0,
    "exception": 6.0,
    "sanction_reach": 6.5,
    "obligation": 6.0,
    "approval": 6.0,
    "transition": 6.0,
    "conjunction": 5.5,
    "duty_bearer": 5.5,
    "body": 5.0,
    "permission": 4.5,
    "scope": 3.5,
    "statement": 3.5,
    "throughout": 1.0,
    "clause": 2.0,
    "wording": 0.0,
}

GRADES = {
    f"{kind.name}_{what}": (
        f"{severity} medium low" if severity == "high" else f"{severity} low",
        f"{words[0]}{kind.zh}",
        f"{kind.en} {words[1]}",
    )
    for kind in KINDS
    for (what, words), severity in zip(_WHAT.items(), _SEVERITIES[kind.name], strict=True)
} | {
    "approval_loosened": ("medium", "审批改为备案、报告", "an approval became a notice"),
    "approval_tightened": ("medium", "备案、报告改为审批", "a notice became an approval"),
    "duty_bearer_changed": ("medium", "承担者改为另一主体", "another body or person bears the duty"),
    "duty_bearer_added": ("medium", "新增承担者", "another body or person takes part"),
    "duty_bearer_dropped": ("medium", "删去承担者", "a body or person takes part no longer"),
    "conjunction_changed": ("medium", "“或者”与“和”互换：条件由选择变为并列，或相反", "or became and, or the reverse"),
    "scope_added": ("medium low", "增加列举项或限定语", "an element or a qualifier came"),
    "scope_dropped": ("medium low", "删去列举项或限定语", "an element or a qualifier went"),
    "scope_changed": ("medium low", "列举项或限定语改为另一个", "an element or a qualifier was replaced"),
    "throughout": ("low", "全文统一改动的用语", "one wording was replaced throughout"),
    "wording_changed": ("info", "措辞改动", "wording"),
    "statement_added": ("medium low", "新增规定", "a statement came (low for a programme)"),
    "statement_dropped": ("medium low", "删去规定", "a statement went (low for a programme)"),
    "statement_changed": ("medium low", "规定改为另一内容", "a statement was written anew"),
    "sanction_reach_added": ("medium low", "处罚适用的情形增加", "a sanction reaches further"),
    "sanction_reach_dropped": ("medium low", "处罚适用的情形减少", "a sanction reaches less far"),
    "sanction_reach_changed": ("medium low", "处罚适用的情形改动", "what is punished is put otherwise"),
    "clause_added": ("high medium low info", "新增条文", "a whole clause came"),
    "clause_dropped": ("high medium low info", "删去条文", "a whole clause went"),
}


def severity_of(rule: str) -> Severity:
    """Return the usual severity of a rule."""
    return Severity[GRADES[rule][0].split()[0].upper()]


def weight_of(rule: str) -> float:
    """Return how far a rule ranks before others of its severity."""
    return WEIGHTS.get(rule.rpartition("_")[0], WEIGHTS.get(rule, 1.0))
