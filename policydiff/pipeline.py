"""The line, top to bottom: read this file first.

    bytes ─convert→ Markdown ─normalize→ policy Markdown ─record→ Revision
                                     └─parse→ Document ─align→ beads ─diff→ Comparison ─annotate→ Report ─render→ output

Each stage is a function from one noun of `policydiff.model` to the next. Input and output happen at the
two ends: `read` and `record` touch the world, everything between is pure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from policydiff.budget import Budget, stated
from policydiff.model import PolicyText, Relation, Report, Source
from policydiff.severity import Overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.archive import Archive, Recorded
    from policydiff.errors import PluginError
    from policydiff.model import Annotation, Comparison, Document, Fact, Rule
    from policydiff.model.synopsis import Synopsis
    from policydiff.plugins import Plugins


P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read: its name as the user gave it, its bytes, its normalized text and its clauses."""

    name: str
    source: Source
    text: PolicyText
    document: Document


@dataclass(frozen=True, slots=True)
class Settings:
    """How the line is to run.

    `repairing` is False for `--no-repair`; `severity` is the user's own; `budget` is what one document may take, as
    `[limits]` of the working folder says.
    """

    repairing: bool = True
    relation: Relation = Relation.VERSIONS
    severity: Overrides = field(default_factory=Overrides)
    budget: Budget = field(default_factory=stated)


def read(location: str, plugins: Plugins, settings: Settings) -> Reading:
    """Fetch, convert, normalize and parse one document."""
    return understand(location, plugins.fetch(location), plugins, settings)


def understand(name: str, source: Source, plugins: Plugins, settings: Settings) -> Reading:
    """Convert, normalize and parse bytes that are at hand."""
    with settings.budget.within(name):
        text = normalized(source, plugins, settings)
        return Reading(name, source, text, parsed(text, plugins))


def normalized(source: Source, plugins: Plugins, settings: Settings) -> PolicyText:
    """Return a source as policy Markdown with its ledger."""
    from policydiff.normalize import normalize

    with settings.budget.within(source.location):
        conversion = plugins.convert(source)
        settings.budget.check_output(conversion.markdown, source.location)
        return normalize(conversion, rules=_rules(plugins, settings), repairing=settings.repairing)


def parsed(text: PolicyText, plugins: Plugins) -> Document:
    """Return the clause tree of a normalized document: a plugin's, where one knows the style, else the core's."""
    from policydiff import clauses

    document = plugins.parse(text.markdown) or clauses.parse(text.markdown)
    return replace(document, metadata=text.metadata)


def compare(old: Reading, new: Reading, plugins: Plugins, settings: Settings) -> Report:
    """Align, diff and annotate two documents."""
    from policydiff.align import align
    from policydiff.diff import compare as compare_documents
    from policydiff.diff import ledger_changes

    beads = align(old.document, new.document, settings.relation)
    comparison = compare_documents(old.document, new.document, beads, relation=settings.relation, terms=plugins.terms())
    with settings.budget.within(f"the comparison of {old.name} and {new.name}"):
        annotations, failures = annotated(comparison, plugins)
    return Report(
        comparison=comparison,
        annotations=settings.severity.over(annotations),
        old_text=old.text,
        new_text=new.text,
        old_name=old.name,
        new_name=new.name,
        failures=tuple(dict.fromkeys(str(failure) for failure in failures)),
        old_source=old.source,
        ledger_changes=ledger_changes(comparison, old.text, new.text),
        new_source=new.source,
        grades=plugins.grades(),
    )


def survey(
    readings: Sequence[Reading],
    plugins: Plugins,
    settings: Settings,
    *,
    parent: int | None = None,
    jobs: int | None = 1,
) -> Synopsis:
    """Lay many documents on one matter side by side.

    `parent` is the number of the one that the others follow: what became of it in each is told too. `jobs`
    processes share the work (None: as joblib's `parallel_config` says, so on a Dask cluster).
    """
    from policydiff.siblings import Knowledge, build_synopsis, inherit

    found = [extract_facts(reading.document, plugins) for reading in readings]
    (strictness, not_weighed), (common_name, not_named) = _tolerant(plugins.strictness), _tolerant(plugins.common_name)
    synopsis = build_synopsis(
        [(reading.name, reading.document, reading.text) for reading in readings],
        [facts for facts, _ in found],
        Knowledge(strictness, common_name),
        jobs=jobs,
    )
    children = [child for child in range(len(readings)) if parent is not None and child != parent]
    heirs = [
        inherit(parent or 0, child, followed(readings[parent or 0], readings[child], plugins, settings))
        for child in children
    ]
    failures = [*(failure for _, failed in found for failure in failed), *not_weighed, *not_named]
    told = [*map(str, failures), *(failure for heir in heirs for failure in heir.report.failures)]
    return replace(synopsis, inheritance=tuple(heirs), failures=tuple(dict.fromkeys(told)))


def followed(parent: Reading, child: Reading, plugins: Plugins, settings: Settings) -> Report:
    """Compare a document with one that follows it: aligned as siblings, with the remarks that are made on versions."""
    report = compare(parent, child, plugins, replace(settings, relation=Relation.SIBLINGS))
    annotations, _ = annotated(replace(report.comparison, relation=Relation.VERSIONS), plugins)
    return replace(report, annotations=settings.severity.over(annotations))


def annotated(comparison: Comparison, plugins: Plugins) -> tuple[tuple[Annotation, ...], tuple[PluginError, ...]]:
    """Return what the plugins say of a comparison, in document order, and which plugins failed."""
    from policydiff.diff import facts
    from policydiff.diff.findings import without_repeats
    from policydiff.diff.one_script import comparison_in_simplified

    comparison = comparison_in_simplified(comparison)
    touched = facts.touched_clauses(comparison)
    (old, old_failures), (new, new_failures) = map(plugins.extract_facts, (comparison.old, comparison.new), touched)
    same, same_failures = _tolerant(plugins.same_fact)
    alias, alias_failures = _tolerant(plugins.alias)
    describe, describe_failures = _tolerant(plugins.describe)
    changes = facts.changes(comparison, old, new, same=same, alias=alias)
    described = [describe(change) for change in facts.resting_on_edits(comparison, changes)]
    remarks, remark_failures = plugins.annotate(comparison)
    annotations = without_repeats(sorted((*filter(None, described), *remarks), key=_reading_order))
    failures = (*old_failures, *new_failures, *same_failures, *alias_failures, *describe_failures, *remark_failures)
    return tuple(annotations), failures


def extract_facts(document: Document, plugins: Plugins) -> tuple[tuple[Fact, ...], tuple[PluginError, ...]]:
    """Return what the plugins find in one document, and which plugins failed."""
    from policydiff.diff.one_script import document_in_simplified

    return plugins.extract_facts(document_in_simplified(document))


def record(reading: Reading, policy: str, archive: Archive, plugins: Plugins) -> Recorded:
    """Put a document into the archive as a revision of `policy` and tell the plugins."""
    recorded = archive.record(reading.source, reading.text, policy)
    plugins.recorded(recorded.revision)
    return recorded


def _rules(plugins: Plugins, settings: Settings) -> Sequence[Rule]:
    return [rule for rule in plugins.rules() if settings.repairing or not rule.repairs]


def _tolerant(ask: Callable[P, T | None]) -> tuple[Callable[P, T | None], list[PluginError]]:
    """Return `ask` as one that answers None where a plugin fails, and the list in which the failures gather."""
    from policydiff.errors import PluginError

    failures: list[PluginError] = []

    def tolerant(*arguments: P.args, **named: P.kwargs) -> T | None:
        try:
            return ask(*arguments, **named)
        except PluginError as failure:
            failures.append(failure)
            return None

    return tolerant, failures


def _reading_order(remark: Annotation) -> tuple[int, int, str]:
    """Order by place in the new text, remarks on dropped text by their place in the old one."""
    new = remark.new.start if remark.new else -1
    old = remark.old.start if remark.old else -1
    return (new if new >= 0 else old, old, remark.rule)
