from __future__ import annotations

import itertools
import sys
from types import SimpleNamespace

import pytest

from policydiff import plugins
from policydiff.errors import NoConverter, PluginError, UnreadableSource, UsageError
from policydiff.hookspecs import hookimpl
from policydiff.model import (
    Annotation,
    Clause,
    ClauseKind,
    Conversion,
    Document,
    Fact,
    FactChange,
    FactEvent,
    Metadata,
    Renderer,
    Severity,
    Source,
    Wording,
)

SOURCE = Source(b"text", "text/parking", "lot.parking")
CLAUSE = Clause("p1", "", "", "车位三个", 1, ClauseKind.PLAIN, 0, 0, 4)
DOCUMENT = Document(Metadata(), "车位三个", (CLAUSE,))


def _plugin(**hooks):
    return SimpleNamespace(**{name: hookimpl(function) for name, function in hooks.items()})


def _converter(text):
    return _plugin(convert=lambda source: Conversion(text))


def _raise(message):
    raise ValueError(message)


def test_the_first_plugin_by_name_that_does_not_decline_converts():
    loaded = plugins.from_modules(
        b=_converter("from b"), a=_plugin(convert=lambda source: None), c=_converter("from c")
    )

    assert loaded.convert(SOURCE).markdown == "from b"


def test_a_trylast_plugin_is_asked_after_the_others():
    built_in = SimpleNamespace(convert=hookimpl(trylast=True)(lambda source: Conversion("built-in")))

    assert plugins.from_modules(a=built_in, z=_converter("own")).convert(SOURCE).markdown == "own"


def test_the_order_of_loading_changes_nothing():
    modules = {name: _plugin(register_terms=lambda name=name: [name]) for name in "abc"}
    orders = itertools.permutations(modules.items())

    assert {plugins.from_modules(**dict(order)).terms() for order in orders} == {("a", "b", "c")}


def test_what_no_plugin_converts_is_an_error_that_names_kind_file_and_plugins():
    with pytest.raises(NoConverter, match=r"no plugin converts 'text/parking' \(lot.parking\); installed: a"):
        plugins.from_modules(a=_plugin(convert=lambda source: None)).convert(SOURCE)


def test_what_no_plugin_fetches_is_an_error():
    with pytest.raises(UnreadableSource, match=r"nothing installed fetches 'gopher://x'"):
        plugins.from_modules().fetch("gopher://x")


def test_a_plugin_that_raises_while_converting_is_named():
    with pytest.raises(PluginError, match=r"plugin 'bad' failed in convert: ValueError: no luck; .*--without bad"):
        plugins.from_modules(bad=_plugin(convert=lambda source: _raise("no luck"))).convert(SOURCE)


def test_policydiffs_own_errors_pass_as_they_are():
    def refuse(source):
        raise UnreadableSource("needs OCR")

    with pytest.raises(UnreadableSource, match=r"^needs OCR$"):
        plugins.from_modules(scan=_plugin(convert=refuse)).convert(SOURCE)


def test_a_plugin_that_fails_to_find_facts_leaves_those_of_the_others():
    fact = Fact("p1", "space", "车位", "车位三个", 0, 4)
    loaded = plugins.from_modules(
        bad=_plugin(extract_facts=lambda clause, document: _raise("oops")),
        good=_plugin(extract_facts=lambda clause: [fact]),
    )

    facts, failures = loaded.extract_facts(DOCUMENT)

    assert [found.plugin for found in facts] == ["good"]
    assert [failure.plugin for failure in failures] == ["bad"]


def test_a_fact_is_described_by_the_plugin_that_found_it():
    def describe(name):
        return lambda change: Annotation(f"{name}.said", Severity.LOW, Wording("", ""))

    loaded = plugins.from_modules(a=_plugin(describe=describe("a")), b=_plugin(describe=describe("b")))
    change = FactChange(FactEvent.ADDED, None, Fact("p1", "space", "车位", "", 0, 0, plugin="b"))

    said = loaded.describe(change)

    assert said is not None
    assert said.rule == "b.said"


def test_a_fact_of_a_plugin_that_describes_nothing_has_no_remark():
    change = FactChange(FactEvent.ADDED, None, Fact("p1", "space", "车位", "", 0, 0, plugin="gone"))

    assert plugins.from_modules().describe(change) is None


def test_a_failing_annotate_is_handed_back_as_a_failure():
    remark = Annotation("good.said", Severity.LOW, Wording("", ""))
    loaded = plugins.from_modules(
        bad=_plugin(annotate=lambda comparison: _raise("oops")), good=_plugin(annotate=lambda comparison: [remark])
    )

    remarks, failures = loaded.annotate(None)

    assert remarks == (remark,)
    assert [failure.hook for failure in failures] == ["annotate"]


def test_a_plugin_that_exits_is_a_failure_and_ends_nothing():
    loaded = plugins.from_modules(bad=_plugin(annotate=lambda comparison: sys.exit(0)))

    remarks, failures = loaded.annotate(None)

    assert (remarks, [str(failure.plugin) for failure in failures]) == ((), ["bad"])


@pytest.mark.parametrize("result", [["words"], 3, [None]], ids=["text", "number", "none"])
def test_a_plugin_that_returns_no_annotations_is_named(result):
    loaded = plugins.from_modules(bad=_plugin(annotate=lambda comparison: result))

    remarks, failures = loaded.annotate(None)

    assert remarks == ()
    assert "'bad' failed in annotate" in str(failures[0])


def test_two_distributions_of_one_plugin_are_refused_with_both_names(monkeypatch):
    offered = [
        SimpleNamespace(name="twin", value="twin", dist=SimpleNamespace(name=name))
        for name in ("one-twin", "other-twin")
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: offered)

    with pytest.raises(PluginError, match="one-twin, other-twin"):
        plugins.load()


def test_only_clauses_that_are_asked_for_are_read():
    loaded = plugins.from_modules(bad=_plugin(extract_facts=lambda clause, document: _raise(clause.id)))

    assert loaded.extract_facts(DOCUMENT, frozenset()) == ((), ())


def test_renderers_are_picked_by_name():
    renderer = Renderer("rhyme", ".txt", lambda report, options: "")

    assert plugins.from_modules(a=_plugin(register_renderers=lambda: [renderer])).renderers() == {"rhyme": renderer}


def test_a_hook_that_does_not_exist_is_refused_with_the_plugins_name():
    with pytest.raises(PluginError, match=r"plugin 'typo' failed in registration"):
        plugins.from_modules(typo=_plugin(extract_fact=lambda clause: []))


def test_an_argument_that_does_not_exist_is_refused_with_the_plugins_name():
    with pytest.raises(PluginError, match=r"plugin 'typo' failed in registration"):
        plugins.from_modules(typo=_plugin(convert=lambda bytes_: None))


def test_the_installed_plugins_are_described():
    infos = {info.name: info for info in plugins.load().infos()}

    assert infos["targets"].origin == "policydiff"
    assert "extract_facts" in infos["targets"].hooks


def test_without_leaves_a_plugin_out():
    assert "targets" not in {info.name for info in plugins.load(without=["targets"]).infos()}


def test_only_keeps_readers_and_renderers_and_one_commenting_plugin():
    names = {info.name for info in plugins.load(only=["targets"]).infos()}

    assert {"targets", "text", "json"} <= names
    assert "responsibilities" not in names


@pytest.mark.parametrize("option", ["without", "only"])
def test_a_name_that_is_not_installed_is_refused(option):
    with pytest.raises(UsageError, match=r"no plugin is named 'nothing'; installed: .*targets"):
        plugins.load(**{option: ["nothing"]})


def test_a_vocabulary_names_a_fact_before_its_own_plugin_does():
    fact = Fact("p1", "parking_space", "车位", "车位三个", 0, 4, plugin="parking")
    own = _plugin(extract_facts=lambda clause, document: [], common_name=lambda fact: "车位")
    other = _plugin(extract_facts=lambda clause, document: [], common_name=lambda fact: "lots")

    assert plugins.from_modules(parking=own, others=other).common_name(fact) == "车位"
    assert (
        plugins.from_modules(parking=own, words=_plugin(common_name=lambda fact: "停车位")).common_name(fact)
        == "停车位"
    )


def test_what_nobody_knows_has_no_common_name_and_no_strictness():
    fact = Fact("p1", "parking_space", "车位", "车位三个", 0, 4, plugin="parking")
    loaded = plugins.from_modules(words=_plugin(common_name=lambda fact: None))

    assert loaded.common_name(fact) is None
    assert loaded.strictness("应当停车") is None
