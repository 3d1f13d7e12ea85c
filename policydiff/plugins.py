"""The door to plugins: one typed method per hook, and errors that name the plugin.

Plugins come in through the entry-point group `policydiff` alone, ours like anybody's. Results are
ordered by plugin name, so that neither installation order nor import order shows in a report.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy

from policydiff import hookspecs
from policydiff.errors import NoConverter, PluginError, PolicydiffError, UnreadableSource, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    import click
    from pluggy import HookImpl, HookimplOpts

    from policydiff.model import (
        Annotation,
        Clause,
        Comparison,
        Conversion,
        Document,
        Fact,
        FactChange,
        Grade,
        Renderer,
        Revision,
        Rule,
        Source,
    )
    from policydiff.model.synopsis import Strictness

T = TypeVar("T")

GROUP = "policydiff"
# Where pluggy notes that a function is marked as a hook.
MARK = f"{GROUP}_impl"
ROUTINES = (FunctionType, MethodType, staticmethod, classmethod)
# Hooks whose plugins only comment: `--only` picks among these and leaves readers and renderers alone.
COMMENTING = frozenset({"extract_facts", "annotate"})


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """A loaded plugin: its name, version, the hooks it implements, and the distribution it came in."""

    name: str
    version: str
    hooks: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Plugins:
    """The loaded plugins, one method per hook.

    `fetch`, `convert`, `parse` and the registering hooks raise PluginError when a plugin fails. The
    hooks that only comment (`extract_facts`, `describe`, `annotate`) hand failures back beside the
    results, so that the rest of the report still comes.
    """

    manager: pluggy.PluginManager
    installed: tuple[EntryPoint, ...] = ()

    def fetch(self, location: str) -> Source:
        """Return the bytes at a location.

        Raises UnreadableSource when no plugin knows the location.
        """
        source: Source | None = self._first("fetch", location=location)
        if source is None:
            raise UnreadableSource(f"nothing installed fetches '{location}'; give a file, a URL or an archive name")
        return source

    def convert(self, source: Source) -> Conversion:
        """Return a source as Markdown.

        Raises NoConverter when no plugin reads its kind.
        """
        conversion: Conversion | None = self._first("convert", source=source)
        if conversion is None:
            installed = ", ".join(sorted(impl.plugin_name for impl in self._implementations("convert")))
            kind = source.media_type or "an unknown kind"
            raise NoConverter(f"no plugin converts '{kind}' ({source.location}); installed: {installed}")
        return conversion

    def rules(self) -> tuple[Rule, ...]:
        """Return the normalization rules that plugins offer."""
        return tuple(rule for _, rules in self._each("register_rules") for rule in rules)

    def terms(self) -> tuple[str, ...]:
        """Return the words that segmentation keeps whole."""
        return tuple(sorted({term for _, terms in self._each("register_terms") for term in terms}))

    def parse(self, markdown: str) -> Document | None:
        """Return the clause tree if a plugin knows the drafting style."""
        document: Document | None = self._first("parse", markdown=markdown)
        return document

    def extract_facts(
        self, document: Document, clauses: Collection[str] | None = None
    ) -> tuple[tuple[Fact, ...], tuple[PluginError, ...]]:
        """Return the facts of a document in document order, each marked with its plugin, and the failures.

        `clauses` are the ids of those that are asked about, None for all.
        """
        asked = [clause for clause in document.walk() if clauses is None or clause.id in clauses]
        facts: list[Fact] = []
        failures: list[PluginError] = []
        for implementation in self._implementations("extract_facts"):
            try:
                facts += _facts(implementation, document, asked)
            except PluginError as failure:
                failures.append(failure)
        return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.plugin, fact.kind))), tuple(failures)

    def same_fact(self, old: Fact, new: Fact) -> bool | None:
        """Return whether the facts' own plugin takes them for one thing, None when it has no opinion.

        Raises PluginError when it fails.
        """
        for implementation in self._implementations("same_fact"):
            if implementation.plugin_name == old.plugin == new.plugin:
                same: bool | None = _call(implementation, "same_fact", {"old": old, "new": new})
                return same
        return None

    def alias(self, old: Fact, new: Fact) -> bool | None:
        """Return whether a vocabulary (a plugin that finds no facts itself) takes two facts for one thing.

        Raises PluginError when it fails.
        """
        for implementation in self._vocabularies("same_fact"):
            same: bool | None = _call(implementation, "same_fact", {"old": old, "new": new})
            if same is not None:
                return same
        return None

    def _vocabularies(self, hook: str) -> list[HookImpl]:
        finding = {implementation.plugin_name for implementation in self._implementations("extract_facts")}
        return [found for found in self._implementations(hook) if found.plugin_name not in finding]

    def common_name(self, fact: Fact) -> str | None:
        """Return the one name under which many documents may list what a fact is about, None when no plugin knows it.

        A vocabulary (a plugin that finds no facts itself) is asked before the fact's own plugin. Raises PluginError.
        """
        own = [found for found in self._implementations("common_name") if found.plugin_name == fact.plugin]
        for implementation in (*self._vocabularies("common_name"), *own):
            name: str | None = _call(implementation, "common_name", {"fact": fact})
            if name is not None:
                return name
        return None

    def strictness(self, text: str) -> Strictness | None:
        """Return how strictly a passage binds, None when no plugin can tell. Raises PluginError."""
        found: Strictness | None = self._first("strictness", text=text)
        return found

    def describe(self, change: FactChange) -> Annotation | None:
        """Return what the fact's own plugin says of a change. Raises PluginError when it fails."""
        for implementation in self._implementations("describe"):
            if implementation.plugin_name == change.fact.plugin:
                said = _call(implementation, "describe", {"change": change})
                return None if said is None else _remark(implementation, "describe", said)
        return None

    def annotate(self, comparison: Comparison) -> tuple[tuple[Annotation, ...], tuple[PluginError, ...]]:
        """Return the remarks that plugins make on a whole comparison, and the failures."""
        annotations: list[Annotation] = []
        failures: list[PluginError] = []
        for implementation in self._implementations("annotate"):
            try:
                annotations += _remarks(implementation, comparison)
            except PluginError as failure:
                failures.append(failure)
        return tuple(annotations), tuple(failures)

    def grades(self) -> tuple[Grade, ...]:
        """Return the rules of all remarks, by name."""
        offered = (grade for _, grades in self._each("register_grades") for grade in grades)
        return tuple(sorted(offered, key=lambda grade: grade.rule))

    def renderers(self) -> dict[str, Renderer]:
        """Return every output format under its name."""
        return {renderer.name: renderer for _, offered in self._each("register_renderers") for renderer in offered}

    def register_commands(self, cli: click.Group) -> None:
        """Let plugins add commands."""
        for _ in self._each("register_commands", cli=cli):
            pass

    def recorded(self, revision: Revision) -> None:
        """Tell plugins that a revision has entered the archive."""
        for _ in self._each("recorded", revision=revision):
            pass

    def infos(self) -> tuple[PluginInfo, ...]:
        """Describe the loaded plugins, by name."""
        origins = {plugin.name: plugin for plugin in self.installed}
        return tuple(
            _info(name, self._hooks_of(plugin), origins.get(name))
            for name, plugin in sorted(self.manager.list_name_plugin())
        )

    def _hooks_of(self, plugin: object) -> tuple[str, ...]:
        callers = self.manager.get_hookcallers(plugin) or []
        return tuple(sorted(caller.name for caller in callers))

    def _implementations(self, hook: str) -> list[HookImpl]:
        """Order by name; `tryfirst` ones before the others, `trylast` ones after."""
        found: list[HookImpl] = getattr(self.manager.hook, hook).get_hookimpls()
        return sorted(found, key=lambda impl: (impl.trylast, not impl.tryfirst, impl.plugin_name))

    def _each(self, hook: str, **arguments: object) -> Iterator[tuple[str, Any]]:
        for implementation in self._implementations(hook):
            result = _call(implementation, hook, arguments)
            if result is not None:
                yield implementation.plugin_name, result

    def _first(self, hook: str, **arguments: object) -> Any:
        return next((result for _, result in self._each(hook, **arguments)), None)


class _Manager(pluggy.PluginManager):
    """pluggy's manager, which asks every name of a plugin in detail; of a module only marked functions can be hooks."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> HookimplOpts | None:
        """Return how a hook was marked, None for what is no hook."""
        found = vars(plugin).get(name) if isinstance(plugin, ModuleType) else plugin
        if isinstance(found, FunctionType) and MARK not in vars(found):
            return None
        if isinstance(plugin, ModuleType) and not isinstance(found, ROUTINES):
            return None
        return super().parse_hookimpl_opts(plugin, name)


def load(*, without: Collection[str] = (), only: Collection[str] = ()) -> Plugins:
    """Load the installed plugins.

    `without` names plugins to leave out; `only`, when given, keeps of the commenting plugins just the
    named ones. Raises UsageError for a name that is not installed, PluginError for a plugin that
    cannot be imported or implements a hook that does not exist.
    """
    manager = _Manager(GROUP)
    manager.add_hookspecs(hookspecs)
    found = installed()
    _refuse_unknown({*without, *only}, found)
    _refuse_rivals(without)
    kept = [plugin for name, plugin in sorted(found.items()) if name not in without]
    for plugin in kept:
        _register(manager, plugin)
    plugins = Plugins(manager, tuple(kept))
    if only:
        _keep_only(plugins, only)
    return plugins


def installed() -> dict[str, EntryPoint]:
    """Return the installed plugins by name; of two with one name the first on the path wins, as for imports."""
    found: dict[str, EntryPoint] = {}
    for plugin in entry_points(group=GROUP):
        found.setdefault(plugin.name, plugin)
    return found


def from_modules(**modules: object) -> Plugins:
    """Return plugins from modules or objects given by name, for tests and for use as a library."""
    manager = _Manager(GROUP)
    manager.add_hookspecs(hookspecs)
    for name, module in sorted(modules.items()):
        _validated(manager, name, module)
    return Plugins(manager)


def _refuse_unknown(names: Collection[str], found: Collection[str]) -> None:
    for name in sorted(names):
        if name not in found:
            raise UsageError(f"no plugin is named '{name}'; installed: {', '.join(sorted(found))}")


def _refuse_rivals(without: Collection[str]) -> None:
    """Refuse two distributions that offer a plugin under one name: which of them spoke could not be told."""
    offered: dict[str, set[str]] = {}
    for plugin in entry_points(group=GROUP):
        offered.setdefault(plugin.name, set()).add(plugin.dist.name if plugin.dist else plugin.value)
    for name, distributions in sorted(offered.items()):
        if len(distributions) > 1 and name not in without:
            names = ", ".join(sorted(distributions))
            raise PluginError(name, "registration", f"several distributions offer it ({names}); uninstall all but one")


def _register(manager: pluggy.PluginManager, plugin: EntryPoint) -> None:
    try:
        module = plugin.load()
    except (Exception, SystemExit) as error:
        raise PluginError(plugin.name, "import", f"{type(error).__name__}: {error}") from error
    _validated(manager, plugin.name, module)


def _validated(manager: pluggy.PluginManager, name: str, module: object) -> None:
    try:
        manager.register(module, name=name)
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        raise PluginError(name, "registration", str(error).replace("\n", " ")) from error


def _keep_only(plugins: Plugins, only: Collection[str]) -> None:
    for info in plugins.infos():
        if info.name not in only and COMMENTING & set(info.hooks):
            plugins.manager.unregister(name=info.name)


def _info(name: str, hooks: tuple[str, ...], plugin: EntryPoint | None) -> PluginInfo:
    distribution = plugin.dist if plugin else None
    origin, version = (distribution.name, distribution.version) if distribution else ("", "")
    return PluginInfo(name, version, hooks, origin)


def _facts(implementation: HookImpl, document: Document, clauses: Sequence[Clause]) -> list[Fact]:
    """Return what one plugin finds in clauses of a document, marked with its name."""
    return _guarded(implementation, "extract_facts", lambda: list(_extracted(implementation, document, clauses)))


def _remarks(implementation: HookImpl, comparison: Comparison) -> list[Annotation]:
    """Return what one plugin says of a comparison; a result of another kind is an error that names it."""
    found = _call(implementation, "annotate", {"comparison": comparison}) or ()
    said = _guarded(implementation, "annotate", lambda: list(found))
    return [_remark(implementation, "annotate", one) for one in said]


def _remark(implementation: HookImpl, hook: str, said: object) -> Annotation:
    from policydiff.model import Annotation as Remark

    if not isinstance(said, Remark):
        raise PluginError(
            implementation.plugin_name, hook, f"returned {type(said).__name__} where an Annotation belongs"
        )
    return said


def _extracted(implementation: HookImpl, document: Document, clauses: Sequence[Clause]) -> Iterator[Fact]:
    ask, name = _asking(implementation, document), implementation.plugin_name
    for clause in clauses:
        for fact in ask(clause) or ():
            yield replace(fact, plugin=name)


def _asking(implementation: HookImpl, document: Document) -> Callable[[Clause], Any]:
    """Return what asks one plugin about a clause, with the arguments that it takes: there are thousands of calls."""
    function, names = implementation.function, implementation.argnames
    if names == ("clause", "document"):
        return lambda clause: function(clause, document)
    return lambda clause: function(*[{"clause": clause, "document": document}[name] for name in names])


def _call(implementation: HookImpl, hook: str, arguments: dict[str, object]) -> Any:
    """Call one implementation with the arguments that it takes."""
    return _guarded(
        implementation, hook, lambda: implementation.function(*[arguments[name] for name in implementation.argnames])
    )


# The hooks that read one document.
_READING = frozenset(("convert", "parse"))


def _guarded(implementation: HookImpl, hook: str, work: Callable[[], T]) -> T:
    """Let a plugin work: policydiff's own errors pass; anything else becomes a PluginError that names plugin and hook."""
    try:
        return work()
    except (PolicydiffError, MemoryError):
        raise
    except (Exception, SystemExit) as error:  # a library that exits must not end the program with its own code
        if isinstance(error, RecursionError) and hook in _READING:
            raise  # the document nests too deeply, and its name is told
        raise PluginError(implementation.plugin_name, hook, f"{type(error).__name__}: {error}") from error
