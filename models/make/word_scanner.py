"""Cuts a text into the entries of a word vocab, as cpp/text/word_scanner.cc does.

The rules, with examples, are in cpp/text/word_tokenizer.h; the tables are those of cpp/text/char_class.cc. A test
(tests/models/) holds the two against each other, token by token.
"""
import re

JOINER = "\uffed"
SPACES = " \t\v\f\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
NEWLINES = "\n\r\u0085\u2028\u2029"
# ASCII and Latin-1 but letters, digits and the signs that are parts of words; then blocks of Unicode.
SYMBOLS = (
    "\x00-\x08\x0e-\x1f!-/:-@\\[-`{-\x7f\x80-\x84\x86-\x9f\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
    "\u037e\u0387\u055a-\u055f\u0589-\u058a\u05be\u05c0\u05c3\u05c6\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4"
    "\u0964-\u0965\u0e4f\u0e5a-\u0e5b\u0f04-\u0f14\u1361-\u1368\u17d4-\u17da\u2010-\u2027\u2030-\u205e\u20a0-\u20cf"
    "\u2190-\u2bff\u2e00-\u2fff\u3001-\u303f\u3040-\u312f\u3190-\u9fff\ue000-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f\uffe0-\ufffd\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
EXTENDERS = "\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
OPENERS = frozenset("([{<#@$£€¡¿«‹“‘„‚「『（【《〈")
TWO_SIDED = frozenset("\"'_*~|`’")
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")

WORD = f"[^{SPACES}{NEWLINES}{SYMBOLS}]"
# (white space before, word, symbol); "..." and "---" are one symbol, an emoji with its modifiers is.
PIECE = re.compile(
    f"([{SPACES}]*)(?:({WORD}+(?:['’]{WORD}+)*)"
    f"|((?:\\.{{1,3}}|-{{1,3}}|[{SYMBOLS}])(?:[{EXTENDERS}]|\u200d[{SYMBOLS}]?)*))")
LINE = re.compile(f"([^{NEWLINES}]*)(\r\n|[{NEWLINES}]|\\Z)")


def mark(symbol, join_left, join_right):
    """Returns the vocab entry of a symbol: marks put on, marks in it escaped."""
    escaped = symbol.replace("\\", "\\\\").replace(JOINER, "\\" + JOINER)
    return (JOINER if join_left else "") + escaped + (JOINER if join_right else "")


def scan_line(line, at_end, marked):
    """Yields the entries of a line. at_end: no line break follows. marked: a dict that keeps entries once made."""
    pieces = PIECE.findall(line)
    last = len(pieces) - 1
    ends_in_space = at_end and bool(line) and re.match(f"[{SPACES}]", line[-1]) is not None
    before_opening, before = False, None  # of the piece before: whether it opens; its kind and text
    opening = opens(None, False, pieces[0], pieces[1] if last > 0 else None) if pieces and pieces[0][2] else False
    for i, piece in enumerate(pieces):
        after = pieces[i + 1] if i < last else None
        after_opening = False
        if after is not None and after[2]:
            after_opening = opens(piece, opening, after, pieces[i + 2] if i + 2 <= last else None)
        if piece[1]:
            yield piece[1]
        else:
            touches_left = before is not None and not piece[0]
            left = touches_left and bool(before[1] or not (before_opening or opening))
            if after is not None:
                right = not after[0] and bool(after[1] or opening or after_opening)
            elif at_end and not ends_in_space:
                right = opening or (piece[2][0] in DASHES and touches_left)
            else:
                right = False
            key = (piece[2], left, right)
            entry = marked.get(key)
            if entry is None:
                entry = marked[key] = mark(*key)
            yield entry
        before, before_opening, opening = piece, opening, after_opening


def opens(before, before_opening, symbol, after):
    """Whether a symbol belongs to what follows it. before, after: the pieces beside it, or None."""
    first = symbol[2][0]
    if first in OPENERS:
        return True
    if first not in TWO_SIDED:
        return False
    if before is None or symbol[0]:
        return True
    if before[1]:
        return False
    if after is None or after[0]:
        return before_opening
    return bool(after[1]) or before_opening or before[2][0] in DASHES


def scan(text):
    """Yields the vocab entries of a text, in order."""
    marked = {}
    for match in LINE.finditer(text):
        line, end = match.groups()
        yield from scan_line(line, not end, marked)
        if end:
            yield "\n"
