"""How soon the page of a comparison is ready beside a plain page with the same text, and how smoothly it scrolls.

    python bench/page.py [ROUNDS]

公司法 2018 → 2023 in headless Chromium, medians of all rounds: milliseconds to DOMContentLoaded, to load, to the first and to the
second painted frame, processor time of the main thread; then the frames of a page that scrolls 400 pixels a frame. The plain page has every
paragraph that the page shows and nothing else. The corpus is read from POLICYDIFF_CORPUS; needs `pip install '.[browser]'`.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from speed import unpacked

from policydiff.model import RenderOptions
from policydiff.pipeline import Settings, compare, read
from policydiff.plugins import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 9
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
HIDDEN = re.compile(r'<(script|style)[^>]*>.*?</\1>|<div class="cell inline".*?</div>', re.DOTALL)
ENDS = re.compile(r"</(?:p|h\d|li|tr|dd|dt|div)>")
TIMES = """() => {
  const [start] = performance.getEntriesByType("navigation"), paint = performance.getEntriesByName("first-contentful-paint")[0];
  return { parsed: start.domContentLoadedEventEnd, loaded: start.loadEventEnd, painted: paint ? paint.startTime : 0 };
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SCROLL = """() => new Promise((done) => {
  const frames = []; let last = performance.now();
  requestAnimationFrame(function next(now) {
    frames.push(now - last); last = now; scrollBy(0, 400);
    if (frames.length < 240) requestAnimationFrame(next); else done(frames.sort((a, b) => a - b));
  });
})"""


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    corpus = os.environ.get("POLICYDIFF_CORPUS", "")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not corpus or not chromium:
        sys.exit("set POLICYDIFF_CORPUS to the folder with laws.tar.xz, and install Chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pages = written(Path(corpus), Path(folder))
        browser = driver.chromium.launch(executable_path=chromium, args=list(QUIET))
        held = [{name: opened(browser, path) for name, path in pages.items()} for _ in range(rounds)]
        print(f"{'measure':<12}{'page':>8}{'plain':>8}{'ratio':>8}")
        for measure in held[0]["page"]:
            page, plain = (statistics.median(row[name][measure] for row in held) for name in pages)
            print(f"{measure:<12}{page:>8.0f}{plain:>8.0f}{page / plain:>8.2f}")
        frames = scrolled(browser, pages["page"])
        print(
            f"scrolling: median frame {frames[len(frames) // 2]:.0f} ms, 95 of 100 below {frames[len(frames) * 95 // 100]:.0f} ms"
        )
        browser.close()


def written(corpus: Path, folder: Path) -> dict[str, Path]:
    """Write the page and the plain page; return where they are."""
    plugins, settings = load(), Settings()
    old, new = (read(place, plugins, settings) for place in unpacked(corpus / "laws.tar.xz", folder))
    page = str(plugins.renderers()["html"].render(compare(old, new, plugins, settings), RenderOptions()))
    shown = re.sub(r"<[^>]+>", "", ENDS.sub("\n", HIDDEN.sub("", page)))
    lines = [line.strip() for line in html.unescape(shown).splitlines() if line.strip()]
    plain = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    texts = {"page": page, "plain": f"<!doctype html><meta charset=utf-8><title>plain</title>{plain}"}
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


def opened(browser: Browser, path: Path) -> dict[str, float]:
    """Return how long one page took."""
    context = browser.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before, start = busy(session), time.perf_counter()
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate(TWO_FRAMES)
    whole = (time.perf_counter() - start) * 1000
    times = page.evaluate(TIMES) | {"two frames": whole, "main thread": busy(session) - before}
    context.close()
    return times


def busy(session: object) -> float:
    """Return the processor time of the main thread so far, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]  # type: ignore[attr-defined]
    return 1000 * next(row["value"] for row in metrics if row["name"] == "TaskDuration")


def scrolled(browser: Browser, path: Path) -> list[float]:
    """Return how long the frames of a scrolling page took, the shortest first."""
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    page.goto(path.as_uri(), wait_until="load")
    frames: list[float] = page.evaluate(SCROLL)
    return frames


if __name__ == "__main__":
    main()
