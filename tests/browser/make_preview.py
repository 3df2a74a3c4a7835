"""Make the picture of the explorer that the documentation shows, from the bundled sample.

python tests/browser/make_preview.py
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import kg
from kg.build import build
from kg.export import html

FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split()
TARGET = Path(kg.__file__).parent / "data" / "explorer" / "preview.png"


def main() -> None:
    """Write the picture of the first view."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "graph.html"
        html.write(build(), page)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        view = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
        view.goto(page.as_uri())
        view.wait_for_timeout(800)
        taken = Image.open(io.BytesIO(view.screenshot()))
        browser.close()
    # Few colours take a third of the bytes; this way of choosing them keeps those of rare kinds.
    few = taken.convert("RGB").quantize(160, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(TARGET, optimize=True)
    print(f"{TARGET}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
