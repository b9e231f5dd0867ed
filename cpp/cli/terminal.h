// Standard output and standard error. Every text that comes from a file passes
// through Printable() on its way to a person.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lukewarm {

enum class Lines { kEscape, kKeep };  // '\n' and '\t'

// Returns `text` such that a terminal shows it and does not obey it: control
// characters (C0, DEL, C1), controls of writing direction (Unicode's
// Bidi_Control: U+202E and others), line separators, byte order marks and tags
// become \u and four digits, as in JSON; a byte that is not UTF-8 becomes \x
// and two digits.
std::string Printable(std::string_view text, Lines lines = Lines::kEscape);

// Prints "lukewarm: SENTENCE [code]" to standard error and returns 1.
int Report(const Error& error);

// Prints "lukewarm: NOTE" to standard error.
void Note(std::string_view note);

// Prints generated text to standard output: the exact bytes, but on a terminal
// printable ones. Returns false once standard output has failed.
bool PrintText(std::string_view text);

// Flushes and closes standard output. Errors: kIo if anything printed so far
// has not been written, for instance on a full disk.
Result<void> CloseStandardOutput();

// Opens the standard streams that the caller has closed, so that no other file
// gets their numbers. Writing to them still fails.
void ReserveStandardStreams();

}  // namespace lukewarm
