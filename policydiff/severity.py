"""How much a reader should care, and a user's own word on it.

[severity]                       # in policydiff.toml
citations = "info"               # all rules of a plugin
"targets.postponed" = "high"     # one rule; it wins over its plugin
"modality.reworded" = "off"      # say nothing
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from policydiff.config import Section, section
from policydiff.errors import UsageError
from policydiff.model import Grade, Severity, Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from policydiff.config import Files
    from policydiff.model import Annotation

_OFF = "off"
_WORDS = (*(severity.label for severity in reversed(Severity)), _OFF)


@dataclass(frozen=True, slots=True)
class Overrides:
    """A user's severities: (plugin or rule, severity), None for rules that are to say nothing."""

    grades: tuple[tuple[str, Severity | None], ...] = ()
    file: str = ""

    def turned_down(self, known: Iterable[Grade]) -> str:
        """Say which rules or plugins the user made say less than they would, and by what file; empty where there are none."""
        usual = {grade.rule: max(grade.severities) for grade in known}
        told = [
            f"{name} {_OFF if word is None else word.label}"
            for name, word in self.grades
            if _is_less(name, word, usual)
        ]
        return f"{self.file} turns down: {', '.join(told)}" if told else ""

    def over(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Return the annotations as the user weighs them, without those that were switched off."""
        grades = dict(self.grades)
        if not grades:
            return tuple(annotations)
        weighed = ((one, grades.get(_key(one.rule, grades), one.severity)) for one in annotations)
        return tuple(replace(one, severity=severity) for one, severity in weighed if severity is not None)


def _is_less(name: str, word: Severity | None, usual: Mapping[str, Severity]) -> bool:
    """Tell whether a user's severity is below the gravest that the rule, or a rule of the plugin, gives by itself."""
    meant = [gravest for rule, gravest in usual.items() if name in {rule, rule.partition(".")[0]}]
    return word is None or any(word < gravest for gravest in meant)


def _key(rule: str, grades: Collection[str]) -> str:
    return rule if rule in grades else rule.partition(".")[0]


def grade(rule: str, severities: str, *, zh: str, en: str) -> Grade:
    """Return a grade from the names of its severities, the usual one first: `grade("money.added", "low medium", …)`."""
    return Grade(rule, tuple(Severity[name.upper()] for name in severities.split()), Wording(zh, en))


def grades(plugin: str, table: Mapping[str, tuple[str, str, str]]) -> list[Grade]:
    """Return the grades of a plugin from a table: what happened → severities, and what it tells in Chinese and English."""
    return [grade(f"{plugin}.{what}", words, zh=zh, en=en) for what, (words, zh, en) in table.items()]


def overrides(
    grades: Sequence[Grade], installed: Collection[str], folder: Path | None = None, *, files: Files | None = None
) -> Overrides:
    """Read the user's severities.

    `grades` are those of the loaded plugins, `installed` the names of all plugins: one that is left out, or that
    registers no grades, may be weighed all the same. Raises UsageError for a name that means nothing.
    """
    found = section("severity", folder, files=files)
    if found.value is None:
        return Overrides()
    if not isinstance(found.value, dict):
        raise UsageError(f'{found.file}: severity is a table; write [severity] and lines such as targets = "low"')
    rules = {grade.rule for grade in grades}
    for name in found.value:
        _refuse_unknown(name, found, rules, installed)
    return Overrides(tuple((name, _severity(name, word, found)) for name, word in found.value.items()), found.file)


def _severity(name: str, word: Any, found: Section) -> Severity | None:
    if word not in _WORDS:
        raise UsageError(f"{found.file}: '{word}' is no severity ({name}); write one of {', '.join(_WORDS)}")
    return None if word == _OFF else Severity[word.upper()]


def _refuse_unknown(name: str, found: Section, rules: set[str], installed: Collection[str]) -> None:
    plugin, dot, _ = name.partition(".")
    told = {rule.partition(".")[0] for rule in rules}
    if (plugin in installed and (not dot or plugin not in told)) or name in rules:
        return
    from difflib import get_close_matches

    near = get_close_matches(name, [*sorted(rules), *sorted(installed)], n=3, cutoff=0.5)
    hint = f"; near: {', '.join(near)}" if near else ""
    raise UsageError(f"{found.file}: no rule or plugin is named '{name}'{hint} (docs/severity.md lists them all)")
