"""JSON of the commands over the archive: written fast, and to the byte as the standard library writes it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from policydiff.cli.rows import dumps

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(values)
def test_json_is_what_the_standard_library_writes(value):
    assert dumps(value) == json.dumps(value, ensure_ascii=False, indent=2)
