"""Makes the two faces of Koe Sans JP from Noto Sans JP (see README.md).

    python3 subset.py NotoSansJP_400Regular.ttf NotoSansJP_700Bold.ttf

Writes KoeSansJP-Regular.ttf and KoeSansJP-Bold.ttf beside this script and
prints what they hold. Needs fonttools 4.68.0; the same input gives the same
bytes.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Koe Sans JP"
HERE = pathlib.Path(__file__).parent

# Characters beside CP932 and Latin that reports and Japanese names use: both
# readings of the CP932 characters that vendors map differently, typographic
# punctuation, arrows, marks, combining (semi-)voiced marks of decomposed kana,
# and kanji of personal and place names outside CP932.
EXTRA = (
    "〜～−－‖∥—―–‐‑…•※‰′″‘’‚“”„‹›«»¢£¬¥€™№℃"
    "←↑→↓↔↕⇐⇒⇔↗↘▼▲▽△◆◇■□●○◎◯★☆✓≤≥≠≒±×÷√∞∑Σσμ"
    "\u3099\u309a\u309b\u309c𠮷𠮟𡈽𣘺槗𥔎𩸽𥧄"
)
BOLD = [chr(c) for c in range(0x20, 0x7F)] + list("±−–％…▼▲+")


def cp932() -> set[str]:
    """Everything CP932 can hold, without its user-defined area (lead F0 to F9)."""
    found = set()
    for lead in range(0x100):
        if 0xF0 <= lead <= 0xF9:
            continue
        for code in [bytes([lead])] + [bytes([lead, trail]) for trail in range(0x40, 0xFD)]:
            try:
                text = code.decode("cp932")
            except UnicodeDecodeError:
                continue
            if len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF:
                found.add(text)
    return found


def make(source: str, style: str, weight: int, wanted: set[str], target: str) -> None:
    font = TTFont(source)
    held = font.getBestCmap()
    missing = sorted(c for c in wanted if ord(c) not in held and ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0)

    options = subset.Options()
    options.hinting = False
    # No kern and no palt: the width of a text is then the sum of its advances,
    # which is what koe measures with.
    options.layout_features = ["ccmp", "mark", "mkmk", "locl"]
    options.layout_scripts = ["DFLT", "latn", "kana", "hani"]
    options.drop_tables += ["STAT", "BASE", "vhea", "vmtx", "VORG", "gasp", "prep", "fpgm", "cvt ", "DSIG"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in wanted])
    subsetter.subset(font)

    copyright_, licence, licence_url = (font["name"].getDebugName(i) for i in (0, 13, 14))
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {
        0: copyright_,
        1: FAMILY,
        2: style,
        3: f"2.004;koe;{postscript}",
        4: f"{FAMILY} {style}",
        5: "Version 2.004; subset for koe",
        6: postscript,
        10: "A subset of Noto Sans JP, renamed; not the original font.",
        13: licence,
        14: licence_url,
    }
    font["name"].names = []
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.save(HERE / target, reorderTables=True)

    made = TTFont(HERE / target)
    cmap, advances = made.getBestCmap(), made["hmtx"].metrics
    digits = {advances[cmap[ord(d)]][0] for d in "0123456789"}
    size = (HERE / target).stat().st_size
    print(f"{target}: {size:,} bytes, {len(cmap):,} characters, digit widths {digits}, "
          f"not in the source: {' '.join(f'U+{ord(c):04X}' for c in missing) or 'none'}")
    if len(digits) != 1:
        sys.exit("the digits are not tabular")


def main() -> None:
    regular, bold = sys.argv[1:]
    latin = {chr(c) for c in [*range(0x20, 0x7F), *range(0xA0, 0x180)]}
    make(regular, "Regular", 400, cp932() | latin | set(EXTRA), "KoeSansJP-Regular.ttf")
    make(bold, "Bold", 700, set(BOLD), "KoeSansJP-Bold.ttf")


main()
