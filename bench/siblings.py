"""Many documents side by side: what 4, 8, 16 and 31 of the provinces' work reports take, and how it grows.

    POLICYDIFF_CORPUS=… python bench/siblings.py

Each size runs in a process of its own. Growth counts: seconds of one size beside those of the size before.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

SIZES = (4, 8, 16, 31)
FOLDER = "gov_work_report/province_2026"
STEPS = ("propose", "link", "group", "all")


def main() -> None:
    """Print a line for each size."""
    if len(sys.argv) > 1:
        print(json.dumps(measured([Path(name) for name in sys.argv[1:]])))
        return
    corpus = Path(os.environ.get("POLICYDIFF_CORPUS", ""))
    if not os.environ.get("POLICYDIFF_CORPUS") or not (corpus / "policies.tar.xz").exists():
        sys.exit("no corpus: set POLICYDIFF_CORPUS to a folder with policies.tar.xz")
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(corpus / "policies.tar.xz") as tar:
            tar.extractall(name, filter="data")
        files = sorted(next(Path(name).rglob(FOLDER)).glob("*.txt"))
        show([in_own_process(files[:size]) for size in SIZES])


def in_own_process(files: list[Path]) -> dict[str, Any]:
    """Measure some documents in a fresh process, so that its memory is theirs."""
    run = subprocess.run([sys.executable, __file__, *files], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def measured(files: list[Path]) -> dict[str, Any]:
    """Return seconds of CPU for each step, and megabytes at the peak."""
    from policydiff.pipeline import Settings, read, survey
    from policydiff.plugins import load
    from policydiff.siblings.candidates import candidate_pairs
    from policydiff.siblings.cluster_refinement import refined_clusters
    from policydiff.siblings.clusters import average_linkage
    from policydiff.siblings.links import link
    from policydiff.siblings.passages import in_context, passages, side

    plugins, settings = load(), Settings()
    start = time.process_time()
    readings = [read(str(path), plugins, settings) for path in files]
    reading = time.process_time() - start
    documents = [reading.document for reading in readings]
    found = [passages(number, document) for number, document in enumerate(documents)]
    sides = [in_context(document, cut, side(document, cut)) for document, cut in zip(documents, found, strict=True)]
    clock = [time.process_time()]
    proposed = candidate_pairs(sides)
    clock.append(time.process_time())
    links = link(sides, proposed)
    clock.append(time.process_time())
    topics = refined_clusters(average_linkage(links), links)
    clock.append(time.process_time())
    synopsis = survey(readings, plugins, settings)
    clock.append(time.process_time())
    return {
        "documents": len(files),
        "pairs": len(files) * (len(files) - 1) // 2,
        "passages": sum(map(len, found)),
        "proposed": sum(map(len, proposed.values())),
        "links": len(links),
        "groups": len(topics),
        "topics": len(synopsis.topics),
        "rows": len(synopsis.facts),
        "seconds": {step: clock[k + 1] - clock[k] for k, step in enumerate(STEPS)} | {"read": reading},
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def show(found: list[dict[str, Any]]) -> None:
    """Print the table, and how the longest run grew beside the shortest."""
    print("documents  pairs  passages  proposed   links  topics  rows  read  propose  link  group   all  MB")
    for each in found:
        seconds = each["seconds"]
        print(
            f"{each['documents']:9}  {each['pairs']:5}  {each['passages']:8}  {each['proposed']:8}  {each['links']:6}"
            f"  {each['topics']:6}  {each['rows']:4}  {seconds['read']:4.1f}  {seconds['propose']:7.2f}"
            f"  {seconds['link']:4.1f}  {seconds['group']:5.2f}  {seconds['all']:4.1f}  {each['megabytes']}"
        )
    first, last = found[0], found[-1]
    grown = {name: last[name] / first[name] for name in ("documents", "pairs", "passages", "proposed", "links")}
    grown |= {step: last["seconds"][step] / max(first["seconds"][step], 1e-3) for step in (*STEPS, "read")}
    print("growth " + ", ".join(f"{name} × {times:.1f}" for name, times in grown.items()))


if __name__ == "__main__":
    main()
