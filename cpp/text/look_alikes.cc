#include "text/look_alikes.h"

#include <cstddef>

#include "text/char_class.h"
#include "text/letter_case.h"
#include "text/utf8.h"

namespace lukewarm {
namespace {

// Lists parted by spaces: whoever is in `from` may be read as any of `to`.
struct Group {
  const char* from;
  const char* to;
};

constexpr Group kGroups[] = {
    {"— ― --", "— ― -- – -"},
    {"- ‐ ‑ ‒ – −", "- ‐ ‑ – − —"},
    {"“ „ ‟ «", "“ \" « „ ”"},
    {"” ″ »", "” \" » “"},
    {"‘ ‛ ‹", "‘ ' ’"},
    {"’ ′ ´ ` ʼ ‚ ›", "’ ' ‘"},
    {"…", "..."},
    {"...", "…"},
    {"• · ∙", "* -"},
    {"×", "x"},
    {"⁄ ∕", "/"},
    {"¡", "!"},
    {"¿", "?"},
};

// A straight quote has to choose its side.
constexpr Group kOpening[] = {{"\"", "“ « „ ”"}, {"'", "‘ ’"}};
constexpr Group kClosing[] = {{"\"", "” » “"}, {"'", "’ ‘"}};

std::string_view FirstOf(std::string_view* list) {
  const std::size_t end = std::min(list->find(' '), list->size());
  const std::string_view first = list->substr(0, end);
  list->remove_prefix(std::min(end + 1, list->size()));
  return first;
}

bool Lists(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    if (FirstOf(&list) == token) return true;
  }
  return false;
}

void AppendGroup(const Group& group, std::string_view token,
                 std::vector<std::string>* out) {
  if (!Lists(group.from, token)) return;
  for (std::string_view list = group.to; !list.empty();) {
    const std::string_view candidate = FirstOf(&list);
    if (candidate != token) out->emplace_back(candidate);
  }
}

// The plain letter for each of U+00C0 to U+017F; '?': none, or more than one.
constexpr char kPlain[] =
    "AAAAAA?CEEEEIIIIDNOOOOO?OUUUUY??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(sizeof(kPlain) - 1 == 0x180 - 0xC0);

// Returns what `c` is without its accent, or nothing if it has none.
std::string_view PlainLetters(char32_t c) {
  switch (c) {
    case 0xC6:
      return "AE";
    case 0xDE:
      return "Th";
    case 0xDF:
      return "ss";
    case 0xE6:
      return "ae";
    case 0xFE:
      return "th";
    case 0x132:
      return "IJ";
    case 0x133:
      return "ij";
    case 0x152:
      return "OE";
    case 0x153:
      return "oe";
    case 0x218:
      return "S";
    case 0x219:
      return "s";
    case 0x21A:
      return "T";
    case 0x21B:
      return "t";
    case 0x1E9E:
      return "SS";
    case 0xFB00:
      return "ff";
    case 0xFB01:
      return "fi";
    case 0xFB02:
      return "fl";
    default:
      break;
  }
  if (c < 0xC0 || c > 0x17F || kPlain[c - 0xC0] == '?') return {};
  return {&kPlain[c - 0xC0], 1};
}

}  // namespace

std::string WithoutAccents(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto [c, length] = ReadUtf8(word, i);
    const std::string_view plain = PlainLetters(c);
    out += plain.empty() ? word.substr(i, length) : plain;
    i += length;
  }
  return out;
}

std::vector<std::string> LookAlikes(std::string_view token, bool opening) {
  std::vector<std::string> out;
  for (const Group& group : kGroups) AppendGroup(group, token, &out);
  for (const Group& group : opening ? kOpening : kClosing) {
    AppendGroup(group, token, &out);
  }
  const auto [c, length] = ReadUtf8(token, 0);
  if (length != token.size()) return out;

  const CharClass char_class = ClassOf(c);
  if (char_class == CharClass::kNewline) out.emplace_back("\n");
  // Spaces without a width are none.
  if (char_class == CharClass::kSpace && c != 0x200B && c != 0xFEFF) {
    out.emplace_back(" ");
  }
  if (c >= 0xFF01 && c <= 0xFF5E) {  // full-width ASCII
    out.emplace_back(1, static_cast<char>(c - 0xFF01 + '!'));
  }
  const std::string plain = WithoutAccents(token);
  if (plain != token) out.push_back(plain);
  const LetterCase other =
      ToLower(c) == c ? LetterCase::kUpper : LetterCase::kLower;
  for (std::string swapped : {WithCase(token, other), WithCase(plain, other)}) {
    if (swapped != token && swapped != plain) out.push_back(std::move(swapped));
  }
  return out;
}

}  // namespace lukewarm
