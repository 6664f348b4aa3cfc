"""Makes the font that Chinese is written with where the system has none, from Noto Sans CJK.

Run it as ``python -m tests.chinese_font NotoSansCJK-Regular.ttc`` when a test says that a letter is missing.
It needs fontTools, and the file from Debian's package ``fonts-noto-cjk`` or github.com/notofonts/noto-cjk.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from nnviz.resources import root
from nnviz.ui.chinese_font import FAMILY, FILE

FACE = 2
"""The place of Simplified Chinese in the collection of Noto Sans CJK."""

_WRITTEN = (*range(0xA1, 0xA4), *range(0xB0, 0xF8))
"""The first bytes of the rows of GB 2312 that hold marks, wide letters and its 6763 characters, in which
people write texts and names of their own."""

_CHINESE = re.compile("[⺀-〿㇀-㋿㐀-鿿豈-﫿！-～￠-￦“”‘’…—·《》、。]")


def shipped_letters() -> set[str]:
    """Every Chinese letter and mark that nnviz itself shows: in translations, lessons and the guide."""
    return {letter for text in _texts() for letter in _CHINESE.findall(text)}


def common_letters() -> set[str]:
    """What a person is likely to write: the characters of GB 2312, and the marks between words."""
    pairs = ((first, second) for first in _WRITTEN for second in range(0xA1, 0xFF))
    found = (bytes(pair).decode("gb2312", errors="ignore") for pair in pairs)
    return {letter for letter in found if letter}


def _texts() -> Iterator[str]:
    for file in sorted((root() / "translations").glob("*_zh_CN.ts")):
        yield from (each.text or "" for each in ET.parse(file).iter("translation"))
    for folder in ("lessons", "guide"):
        for file in sorted((root() / folder).rglob("*")):
            if file.suffix in (".md", ".toml"):
                yield file.read_text(encoding="utf-8")
    yield "简体中文"


def make(source: Path, target: Path) -> None:
    """Writes the letters of a font that are needed as a font of its own, under a name of its own."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, fontNumber=FACE)
    options = Options()
    options.hinting = options.glyph_names = False
    options.layout_features = []  # nothing is set in columns or with old forms
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    letters = Subsetter(options)
    letters.populate(text="".join(shipped_letters() | common_letters()))
    letters.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    font["CFF "].cff.fontNames = [FAMILY.replace(" ", "")]
    font["head"].modified = font["head"].created  # the same file from the same letters
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    target = root() / "fonts" / FILE
    make(Path(sys.argv[1]), target)
    print(f"{target}: {target.stat().st_size:,} bytes")
