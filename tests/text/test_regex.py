"""Lazy patterns behave as the patterns that `re` makes, and every pattern of the program compiles."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import policydiff
from policydiff import plugins
from policydiff.text import regex

TEXT = "依照第一条之二，第三条款"


def test_lazy_pattern_finds_what_the_compiled_one_finds():
    source = r"第(?P<n>[一二三]+)条(?:之(?P<m>[一二])|(?P<x>款))?"
    found, truth = (
        [(m.span(), m.groupdict()) for m in p.finditer(TEXT)] for p in (regex.lazy(source), re.compile(source))
    )
    assert found == truth


def test_pattern_is_compiled_when_it_is_first_used():
    pattern = regex.lazy("(")
    with pytest.raises(re.error):
        pattern.search(TEXT)


def test_every_pattern_of_the_program_compiles():
    for module in pkgutil.walk_packages(policydiff.__path__, "policydiff."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for plugin in plugins.installed().values():
        plugin.load()
    written = {found.written for found in gc.get_objects() if type(found) is regex.Lazy}
    assert len(written) > 300
    assert all(re.compile(*each) for each in written)
