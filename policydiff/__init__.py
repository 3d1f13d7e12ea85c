r"""Document diff and version tracker for policy revisions: the Python API (docs/python.md).

>>> import policydiff
>>> found = policydiff.diff("第一条 罚款一千元。\n", "第一条 罚款二千元。\n")
>>> found.comparison.counts["amended"]
1
"""

# Both are packages of stages; imported first, they do not hide the functions of the same names below.
import policydiff.diff
import policydiff.normalize  # noqa: F401 see above
from policydiff.public import compare, diff, facts, normalize, open_archive, outline
from policydiff.results import Difference, Facts, NormalizedText, Outline, SideBySide

__version__ = "0.1.0"

__all__ = [
    "Difference",
    "Facts",
    "NormalizedText",
    "Outline",
    "SideBySide",
    "__version__",
    "compare",
    "diff",
    "facts",
    "normalize",
    "open_archive",
    "outline",
]
