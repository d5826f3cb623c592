#!/usr/bin/env python3
"""Makes fonts/Icons.ttf and src/ui/icon.rs from Phosphor.

Needs PyPI's fonttools and the unpacked npm package @phosphor-icons/web:

    npm pack @phosphor-icons/web@2 && tar xzf phosphor-icons-web-*.tgz
    pip install fonttools
    python3 scripts/icons.py package
"""

import json
import pathlib
import subprocess
import sys

# Icons that point in reading direction and are therefore turned round in a mirrored window.
DIRECTIONAL = {
    "caret-left", "caret-right", "arrow-left", "arrow-right", "arrow-counter-clockwise",
    "arrow-clockwise", "sign-out", "list", "sidebar-simple", "export",
}
NAMES = """
    arrow-clockwise arrow-counter-clockwise arrow-down arrow-left arrow-right arrow-up arrows-in
    arrows-out bell book-open calendar chart-bar caret-down caret-left caret-right caret-up check
    check-circle circle circle-half clock-counter-clockwise columns command copy dots-three
    download-simple export eye eye-slash files file-text flag floppy-disk folder folder-open
    folder-plus funnel gear globe info keyboard link list lock magnifying-glass map-pin minus
    monitor moon newspaper note palette pencil-simple plus question selection sidebar-simple
    sign-out sort-ascending stack sun tag text-aa text-align-left text-align-right text-t
    translate trash upload-simple user warning warning-circle x x-circle arrows-clockwise
""".split()


def main() -> None:
    package = pathlib.Path(sys.argv[1])
    root = pathlib.Path(__file__).parent.parent
    icons = json.loads((package / "src/regular/selection.json").read_text())["icons"]
    codes = {i["properties"]["name"].split(",")[0]: i["properties"]["code"] for i in icons}
    names = sorted(NAMES)
    subprocess.run(
        [
            "pyftsubset", str(package / "src/regular/Phosphor.ttf"),
            "--unicodes=" + ",".join(f"{codes[n]:x}" for n in names),
            "--layout-features=", "--name-IDs=*", "--no-hinting",
            f"--output-file={root / 'fonts/Icons.ttf'}",
        ],
        check=True,
    )
    variant = lambda name: "".join(part.capitalize() for part in name.split("-"))
    lines = [
        "//! The icons of the interface: characters of `fonts/Icons.ttf`.",
        "//!",
        "//! Written by `scripts/icons.py`; change it there.",
        "",
        "/// An icon, named as in Phosphor.",
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]",
        "pub enum Icon {",
    ]
    for name in names:
        lines += [f"    /// `{name}`", f"    {variant(name)},"]
    lines += [
        "}", "", "impl Icon {",
        "    /// The character of the icon font.",
        "    #[must_use]", "    pub fn glyph(self) -> char {", "        match self {",
    ]
    lines += [f"            Self::{variant(n)} => '\\u{{{codes[n]:x}}}'," for n in names]
    lines += ["        }", "    }", "",
        "    /// Whether it points in reading direction, so that a mirrored window turns it round.",
        "    #[must_use]", "    pub fn is_directional(self) -> bool {", "        matches!(",
        "            self,",
        "            " + "\n                | ".join(f"Self::{variant(n)}" for n in sorted(DIRECTIONAL & set(names))),
        "        )", "    }", "}", "",
    ]
    (root / "src/ui").mkdir(exist_ok=True)
    (root / "src/ui/icon.rs").write_text("\n".join(lines))


main()
