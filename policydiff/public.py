"""The Python API: what `import policydiff` offers (docs/python.md).

    diff ─────┬ Difference     one report         to_dict, render, save, a page in a notebook
    compare ──┼ SideBySide     a synopsis         the same
    outline ──┼ Outline        a clause tree      to_dict, save
    facts ────┼ Facts          what plugins find  to_dict, save
    normalize ┴ NormalizedText policy Markdown    to_dict, save

Each result holds the values of `policydiff.model`; `to_dict` returns the JSON contract (docs/json.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.errors import UsageError
from policydiff.model import Relation, RenderOptions, Source
from policydiff.pipeline import Settings, extract_facts, survey, understand
from policydiff.pipeline import compare as compared
from policydiff.text.language import language_of
from policydiff.tracking.inputs import located

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.archive import Archive
    from policydiff.model import (
        Annotation,
        Change,
        Clause,
        Comparison,
        Document,
        Fact,
        Metadata,
        PolicyText,
        Renderer,
        Report,
    )
    from policydiff.model.synopsis import Synopsis
    from policydiff.pipeline import Reading
    from policydiff.plugins import Plugins

    # A path, URL or archive name; a text, which has a line break; a file's content.
    Input = str | PathLike[str] | bytes

# Where archive names are looked up when nothing else is said, as on the command line.
ARCHIVE = "policy-archive"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions side by side, as `diff` returns them."""

    report: Report
    plugins: Plugins

    @property
    def comparison(self) -> Comparison:
        """The two documents and the changes between them."""
        return self.report.comparison

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every row, the unchanged ones too."""
        return self.report.comparison.changes

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """What the plugins say of the changes, in reading order."""
        return self.report.annotations

    @property
    def lang(self) -> str:
        """The language of the newer document: `zh` or `en`."""
        return language_of(self.comparison.new.text or self.comparison.old.text)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract `policydiff.comparison/1`."""
        from policydiff.report import json_comparison

        return json_comparison.comparison(self.report)

    def render(self, format_name: str = "terminal", **options: Any) -> str | bytes:
        """Return the report in an output format; `options` are those of `policydiff.model.RenderOptions`.

        Raises UsageError for a format that no plugin writes.
        """
        renderer = renderer_named(self.plugins, format_name)
        return renderer.render(self.report, self._options(options))

    def save(self, path: str | PathLike[str], format_name: str | None = None, **options: Any) -> Path:
        """Write the report; the suffix names the format unless `format_name` does. Raises UsageError."""
        renderer = renderer_of(self.plugins, format_name, fspath(path))
        return _written(path, renderer.render(self.report, self._options(options)))

    def _options(self, options: dict[str, Any]) -> RenderOptions:
        return replace(RenderOptions(lang=self.lang), **options)

    def _repr_html_(self) -> str:
        return _framed(self.render("html"))


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Many documents on one matter, as `compare` returns them."""

    synopsis: Synopsis
    plugins: Plugins

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract `policydiff.synopsis/1`."""
        from policydiff.report import json_synopsis

        return json_synopsis.synopsis(self.synopsis)

    def render(self, format_name: str = "terminal", **options: Any) -> str | bytes:
        """Return the matrix in an output format. Raises UsageError for a format that shows one pair at a time."""
        return self._rendered(renderer_named(self.plugins, format_name), options)

    def save(self, path: str | PathLike[str], format_name: str | None = None, **options: Any) -> Path:
        """Write the matrix; the suffix names the format unless `format_name` does. Raises UsageError."""
        return _written(path, self._rendered(renderer_of(self.plugins, format_name, fspath(path)), options))

    def _rendered(self, renderer: Renderer, options: dict[str, Any]) -> str | bytes:
        if renderer.synopsis is None:
            able = sorted(name for name, found in self.plugins.renderers().items() if found.synopsis)
            raise UsageError(f"'{renderer.name}' shows one pair at a time; use {', '.join(able)}")
        lang = language_of(self.synopsis.members[-1].document.text)
        return renderer.synopsis(self.synopsis, replace(RenderOptions(lang=lang), **options))

    def _repr_html_(self) -> str:
        return _framed(self.render("html"))


@dataclass(frozen=True, slots=True)
class Outline:
    """The clause tree of a document and the ledger of its normalization."""

    document: Document
    text: PolicyText

    @property
    def metadata(self) -> Metadata:
        """What the document says of itself."""
        return self.document.metadata

    def __iter__(self) -> Iterator[Clause]:
        """Yield every clause in document order."""
        return self.document.walk()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract `policydiff.outline/1`."""
        from policydiff.report import json_comparison

        return json_comparison.outline(self.document, self.text)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the JSON."""
        return _written(path, _json(self.to_dict()))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the plugins find in a document, in document order; `failures` names the plugins that failed."""

    facts: tuple[Fact, ...]
    failures: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        """Yield each fact."""
        return iter(self.facts)

    def __len__(self) -> int:
        """Return how many facts there are."""
        return len(self.facts)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract `policydiff.facts/1`."""
        from policydiff.report import json_comparison

        return json_comparison.facts(self.facts)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the JSON."""
        return _written(path, _json(self.to_dict()))


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A document as policy Markdown, with the ledger of what was removed, repaired, doubted and lost."""

    text: PolicyText

    @property
    def markdown(self) -> str:
        """Front matter and body as they stand in a file: what Markdown would take for markup is behind backslashes."""
        from policydiff.text import front_matter
        from policydiff.text.markdown_escapes import escaped

        return escaped(front_matter.dump(self.text.metadata) + self.text.markdown)

    def to_dict(self) -> dict[str, Any]:
        """Return metadata, Markdown and ledger under the names of `policydiff.outline/1`."""
        from policydiff.report import json_comparison

        meta = json_comparison.metadata(self.text.metadata)
        return {"meta": meta, "markdown": self.text.markdown, **json_comparison.ledger(self.text)}

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the Markdown."""
        return _written(path, self.markdown)


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


def renderer_named(plugins: Plugins, name: str) -> Renderer:
    """Return a renderer by its name. Raises UsageError when no plugin offers it."""
    renderers = plugins.renderers()
    if name not in renderers:
        raise UsageError(f"no format is named '{name}'; installed: {', '.join(sorted(renderers))}")
    return renderers[name]


def renderer_of(plugins: Plugins, name: str | None, output: str | None) -> Renderer:
    """Return the renderer that was asked for, by name or by the suffix of the output file; `.redline.docx` says more than `.docx`.

    Raises UsageError where the two contradict each other, or no format writes such files.
    """
    from policydiff.report.file_format import format_of

    if name:
        renderer_named(plugins, name)
    endings = {each.name: (each.suffix,) for each in plugins.renderers().values()}
    return renderer_named(plugins, format_of(output, name, endings, "terminal"))


def _prepared(plugins: Plugins | None, settings: Settings | None) -> tuple[Plugins, Settings]:
    from policydiff.plugins import load

    return plugins or load(), settings or Settings()


def _written(path: str | PathLike[str], content: str | bytes) -> Path:
    file = Path(path)
    data = content.encode() if isinstance(content, str) else content
    partial = file.with_name(f".{file.name}.part")
    partial.write_bytes(data)
    return partial.replace(file)


def _json(value: dict[str, Any]) -> str:
    from policydiff.report import json_comparison

    return json_comparison.dumps(value)


def _framed(page: str | bytes) -> str:
    """Return a whole page as a frame: its styles stay apart from those of the notebook."""
    from html import escape

    text = page if isinstance(page, str) else page.decode()
    return f'<iframe srcdoc="{escape(text)}" style="width:100%;height:40em;border:0"></iframe>'
