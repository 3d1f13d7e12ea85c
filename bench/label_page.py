"""Write docs/labels.md from the table of label forms and the examples of traditions: `python bench/label_page.py`.

With `--trees` the expected trees of the examples are written anew, for a person to read before they are committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import traditions

if __name__ == "__main__":
    if "--trees" in sys.argv:
        from policydiff import plugins

        loaded = plugins.load()
        for name in traditions.names():
            (traditions.FOLDER / f"{name}.tree").write_text(traditions.outline(name, loaded), encoding="utf-8")
    traditions.PAGE.write_text(traditions.page(), encoding="utf-8")
