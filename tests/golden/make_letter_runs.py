"""Writes cpp/text/letter_runs.cc: which code points are letters and which are numbers, as the tokenizers library has them.

    python3 tests/golden/make_letter_runs.py        (needs PyPI's tokenizers)

The library is asked for each code point, so that its version of Unicode is ours, too.
"""
import pathlib

from tokenizers import Regex, pre_tokenizers

OUTPUT = pathlib.Path(__file__).parents[2] / 'cpp/text/letter_runs.cc'
COMMENT = '''// Made by tests/golden/make_letter_runs.py; do not edit.
// Runs of letters and of numbers in rising order: twice the gap since the run
// before, plus 1 for numbers; the length less 1. Each number is 3 bits at a
// time, the low ones first; bit 3 of a nibble says that more follow. Arguments
// and not a table, because tables are in the first part of the wasm module
// (web/make/split.mjs), which has no use for these.
#include "text/letters.h"

namespace lukewarm {

void FillLetterRuns(LetterRuns* runs) {
'''


def matched(pattern):
    split = pre_tokenizers.Split(Regex(pattern), 'removed')
    points = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    found = set()
    for begin in range(0, len(points), 4096):
        part = points[begin:begin + 4096]
        kept = {ord(c) for piece, _ in split.pre_tokenize_str(''.join(map(chr, part))) for c in piece}
        found.update(c for c in part if c not in kept)
    return found


def nibbles(value):
    while value >= 8:
        yield value & 7 | 8
        value >>= 3
    yield value


def main():
    kinds = {c: 0 for c in matched(r'\p{L}')} | {c: 1 for c in matched(r'\p{N}')}
    runs = []
    for c in sorted(kinds):
        if runs and runs[-1][1] == c and runs[-1][2] == kinds[c]:
            runs[-1][1] = c + 1
        else:
            runs.append([c, c + 1, kinds[c]])
    stream, end = [], 0
    for first, after, kind in runs:
        stream += [*nibbles(2 * (first - end) + kind), *nibbles(after - first - 1)]
        end = after
    # What fills up the last word are runs after this one: no code points.
    stream += [*nibbles(2 * (0x110000 - end)), 0]
    words = [sum(nibble << 4 * i for i, nibble in enumerate(stream[at:at + 16])) for at in range(0, len(stream), 16)]
    words += [0] * (-len(words) % 3)
    with OUTPUT.open('w') as file:
        file.write(COMMENT)
        for at in range(0, len(words), 3):
            file.write(f'  runs->Add({", ".join(f"0x{word:x}" for word in words[at:at + 3])});\n')
        file.write('}\n\n}  // namespace lukewarm\n')


main()
