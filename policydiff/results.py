"""What the Python API returns: the model's values, with the JSON contract, files and a page in a notebook beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.errors import UsageError
from policydiff.model import RenderOptions
from policydiff.text.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    from policydiff.plugins import Plugins


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
