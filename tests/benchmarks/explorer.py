"""Figures of the explorer's page in headless Chromium without a GPU.

    python tests/benchmarks/explorer.py output/graph.html [MORE.html ...]

Prints, for each page: its size; milliseconds from the beginning of loading to the first drawing; frames drawn per
second while the first view is dragged about; milliseconds from a key press to its results on the screen (median and
worst of the prefixes of some names); milliseconds to draw the neighbourhood of the busiest node with at most 300
neighbours; memory of the page, as the heap of its scripts and as the private memory of its process.
"""

import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
TYPED = ("transformer", "image classification", "resnet50", "multi-layer per")
SECONDS = 3.0

FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
SEARCH = f"""async (text) => {{
    const box = document.getElementById("search");
    const times = [];
    for (let length = 1; length <= text.length; length++) {{
        const begin = performance.now();
        box.value = text.slice(0, length);
        box.dispatchEvent(new Event("input"));
        await {FRAME};
        times.push(performance.now() - begin);
    }}
    return times;
}}"""
FOCUS = """(id) => new Promise((done) => {
    const begin = performance.now();
    const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
    addEventListener("hashchange", drawn, { once: true });
    location.hash = `at=${encodeURIComponent(id)}`;
})"""


def main(paths: list[str]) -> None:
    """Print the figures of every page."""
    with sync_playwright() as playwright:
        for path in paths:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            figures(browser, Path(path))
            browser.close()


def figures(browser: Browser, path: Path) -> None:
    """Print the figures of one page."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    page.goto(path.resolve().as_uri())
    while not (first := page.evaluate("explorer.firstDrawn()")):
        time.sleep(0.05)
    row("page", f"{path.name}, {page.evaluate('explorer.nodes()'):,} nodes")
    row("file size, MB", f"{path.stat().st_size / 1e6:.1f}")
    row("first view drawn, ms", f"{first:.0f}")
    row("frames per second, panning", f"{panning(page):.0f}")
    waits = [wait for text in TYPED for wait in page.evaluate(SEARCH, text)]
    row("search after a key press, ms", f"median {statistics.median(waits):.0f}, worst {max(waits):.0f}")
    node, neighbours = page.evaluate("explorer.busiest(300)")
    row(f"focus with {neighbours} neighbours, ms", f"{page.evaluate(FOCUS, node):.0f}")
    heap, private = memory(browser, page)
    row("memory, MB", f"scripts {heap / 1e6:.0f}, process {private / 1e6:.0f}")


def row(name: str, figure: str) -> None:
    """Print a figure."""
    print(f"{name:32}{figure}")


def panning(page: Page) -> float:
    """Frames drawn per second while the mouse drags the first view about."""
    page.evaluate("window.frames_drawn = 0; explorer.onDrawn(() => { window.frames_drawn++; })")
    page.mouse.move(260, 780)
    page.mouse.down()
    begin, moves = time.perf_counter(), 0
    before = page.evaluate("window.frames_drawn")
    while time.perf_counter() - begin < SECONDS:
        moves += 1
        page.mouse.move(500 + 240 * ((moves // 12) % 2) + 20 * (moves % 12), 400 + 10 * (moves % 30))
    drawn = page.evaluate("window.frames_drawn") - before
    page.mouse.up()
    return float(drawn / (time.perf_counter() - begin))


def memory(browser: Browser, page: Page) -> tuple[float, float]:
    """The heap of the page's scripts after a collection, and the private memory of its process."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return metrics["JSHeapUsedSize"], max(private(one["id"]) for one in processes if one["type"] == "renderer")


def private(process: int) -> float:
    """Bytes of anonymous memory that a process holds, where the system tells."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return 1024 * float(next((line.split()[1] for line in lines if line.startswith("RssAnon")), 0))


if __name__ == "__main__":
    main(sys.argv[1:] or ["output/graph.html"])
