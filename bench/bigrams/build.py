"""Build policydiff/normalize/repair/bigrams.bin: how often one Chinese character follows another.

    python bench/bigrams/build.py FOLDER... [-o policydiff/normalize/repair/bigrams.bin]

Statistics only, no text: counts of character pairs over the Markdown and text files under the folders,
and over the words of jieba's dictionary by their frequency. Pairs below FEWEST are left out.
The format is read by policydiff/normalize/repair/bigrams.py.
"""

from __future__ import annotations

import argparse
import math
import re
import struct
import zlib
from array import array
from collections import Counter
from itertools import pairwise
from pathlib import Path

# Official prose weighs most; the dictionary of general words fills in subjects that the folders do not treat.
DICTIONARY_WEIGHT = 0.2
FEWEST = 4
# Natural logarithms of counts times this fit a byte up to a count of eight millions.
SCALE = 16

RUN = re.compile("[一-鿿、，。；：（）“”《》]+")
FULL_WIDTH = str.maketrans("(),;:", "（），；：")


def counted(folders: list[Path]) -> Counter[str]:
    """Return the pairs of characters in the files under the folders."""
    pairs: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".md", ".txt"}):
        text = path.read_text(encoding="utf-8", errors="ignore").translate(FULL_WIDTH)
        for run in RUN.findall(text):
            pairs.update(map("".join, pairwise(run)))
    return pairs


def of_dictionary() -> Counter[str]:
    """Return the pairs inside the words of jieba's dictionary, by the words' frequency."""
    import jieba

    pairs: Counter[str] = Counter()
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, frequency, *_ = line.decode("utf-8").split()
            if RUN.fullmatch(word):
                for pair in map("".join, pairwise(word)):
                    pairs[pair] += int(frequency) * DICTIONARY_WEIGHT
    return pairs


def packed(pairs: Counter[str]) -> bytes:
    """Return the table: the characters, the number of followers of each, then followers (as steps) and levels."""
    kept = {pair: count for pair, count in pairs.items() if count >= FEWEST}
    characters = sorted({character for pair in kept for character in pair})
    index = {character: at for at, character in enumerate(characters)}
    followers: list[list[tuple[int, int]]] = [[] for _ in characters]
    for pair, count in kept.items():
        followers[index[pair[0]]].append((index[pair[1]], round(SCALE * math.log(count))))
    sizes, steps, levels = array("H"), array("H"), bytearray()
    for row in followers:
        row.sort()
        sizes.append(len(row))
        steps.extend(at - before for before, (at, _) in zip([0, *(at for at, _ in row)], row, strict=False))
        levels.extend(min(255, level) for _, level in row)
    text = "".join(characters).encode("utf-8")
    body = struct.pack("<II", len(text), len(characters)) + text + sizes.tobytes() + steps.tobytes() + bytes(levels)
    return zlib.compress(body, 9)


def main() -> None:
    """Read the arguments and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("policydiff/normalize/repair/bigrams.bin"))
    arguments = parser.parse_args()
    data = packed(counted(arguments.folders) + of_dictionary())
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data)} bytes")


if __name__ == "__main__":
    main()
