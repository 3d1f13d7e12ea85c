"""The Python API: what `import policydiff` offers (docs/python.md).

    diff ─────┬ Difference     one report         to_dict, render, save, a page in a notebook
    compare ──┼ SideBySide     a synopsis         the same
    outline ──┼ Outline        a clause tree      to_dict, save
    facts ────┼ Facts          what plugins find  to_dict, save
    normalize ┴ NormalizedText policy Markdown    to_dict, save

Each result holds the values of `policydiff.model`; `to_dict` returns the JSON contract (docs/json.md).
"""

from __future__ import annotations

from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.model import Relation, Source
from policydiff.pipeline import Settings, extract_facts, survey, understand
from policydiff.pipeline import compare as compared
from policydiff.results import Difference, Facts, NormalizedText, Outline, SideBySide
from policydiff.tracking.inputs import located

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.archive import Archive
    from policydiff.pipeline import Reading
    from policydiff.plugins import Plugins

    # A path, URL or archive name; a text, which has a line break; a file's content.
    Input = str | PathLike[str] | bytes

# Where archive names are looked up when nothing else is said, as on the command line.
ARCHIVE = "policy-archive"


def diff(
    old: Input,
    new: Input,
    *,
    plugins: Plugins | None = None,
    settings: Settings | None = None,
    archive: str | PathLike[str] = ARCHIVE,
) -> Difference:
    r"""Compare two versions of a document.

    A `Path`, or a str without a line break, is a path, a URL or a name in `archive`; a str with a line break is the text itself;
    bytes are a file's content. Raises the errors of `policydiff.errors`.

    >>> found = diff("第一条 各单位应当公开。\n", "第一条 各单位可以公开。\n")
    >>> [note.rule for note in found.annotations]
    ['modality.softened']
    """
    loaded, settings = _prepared(plugins, settings)
    before, after = (read(each, plugins=loaded, settings=settings, archive=archive) for each in (old, new))
    return Difference(compared(before, after, loaded, settings), loaded)


def compare(  # noqa: PLR0913 the last five have defaults and are given by name
    documents: Sequence[Input],
    *,
    parent: int | None = None,
    jobs: int | None = 1,
    plugins: Plugins | None = None,
    settings: Settings | None = None,
    archive: str | PathLike[str] = ARCHIVE,
) -> SideBySide:
    """Lay two documents or more on one matter side by side: topics, facts, likeness.

    `parent` is the number of the one that the others follow; `jobs` processes share the work. Raises UsageError for fewer than two.
    """
    loaded, settings = _prepared(plugins, settings)
    if len(documents) < 2:  # noqa: PLR2004 two make a pair
        raise UsageError("compare needs at least two documents: compare([a, b])")
    readings = [read(each, plugins=loaded, settings=settings, archive=archive) for each in documents]
    siblings = replace(settings, relation=Relation.SIBLINGS)
    return SideBySide(survey(readings, loaded, siblings, parent=parent, jobs=jobs), loaded)


def outline(document: Input, *, plugins: Plugins | None = None, settings: Settings | None = None) -> Outline:
    r"""Return the clause tree of a document.

    >>> [clause.id for clause in outline("第一条 甲。\n\n第二条 乙：\n（一）丙；\n（二）丁。\n")]
    ['第一条', '第二条', '第二条/(一)', '第二条/(二)']
    """
    reading = read(document, plugins=plugins, settings=settings)
    return Outline(reading.document, reading.text)


def facts(document: Input, *, plugins: Plugins | None = None, settings: Settings | None = None) -> Facts:
    r"""Return what the plugins find in a document.

    >>> [(fact.kind, fact["value"], fact["unit"]) for fact in facts("一、目标\n\n到2030年，床位达到40张。\n") if fact.kind == "target"]
    [('target', 40, '张')]
    """
    loaded, settings = _prepared(plugins, settings)
    found, failures = extract_facts(read(document, plugins=loaded, settings=settings).document, loaded)
    return Facts(found, tuple(map(str, failures)))


def normalize(document: Input, *, plugins: Plugins | None = None, settings: Settings | None = None) -> NormalizedText:
    r"""Return a document as policy Markdown.

    >>> print(normalize("第一章 总则\n第一条 甲。\n").text.markdown)
    ## 第一章 总则
    <BLANKLINE>
    第一条 甲。
    <BLANKLINE>
    """
    return NormalizedText(read(document, plugins=plugins, settings=settings).text)


def open_archive(path: str | PathLike[str] = ARCHIVE) -> Archive:
    """Open an archive that is there. Raises NotAnArchive."""
    from policydiff.archive import Archive

    return Archive.open(Path(path))


def read(
    document: Input,
    *,
    plugins: Plugins | None = None,
    settings: Settings | None = None,
    archive: str | PathLike[str] = ARCHIVE,
) -> Reading:
    """Convert, normalize and parse one document; what counts as its place, its text or its content is said at `diff`."""
    loaded, settings = _prepared(plugins, settings)
    if isinstance(document, bytes):
        return understand("bytes", Source(document, "", "bytes"), loaded, settings)
    if isinstance(document, str) and "\n" in document:
        return understand("text", Source(document.encode(), "text/plain", "text"), loaded, settings)
    return located(fspath(document), loaded, settings, fspath(archive))


def _prepared(plugins: Plugins | None, settings: Settings | None) -> tuple[Plugins, Settings]:
    from policydiff.plugins import load

    return plugins or load(), settings or Settings()
