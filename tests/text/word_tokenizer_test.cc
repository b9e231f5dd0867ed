#include <gtest/gtest.h>

#include <string>

#include "text/word_marks.h"
#include "text/word_scanner.h"
#include "tokenizers.h"

namespace lukewarm {
namespace {

// Returns the vocab entries of `text`, '~' for the joiner mark and "/" for a
// line break, with spaces between them.
std::string Entries(std::string_view text) {
  WordScanner scanner(text);
  std::string out;
  for (WordPiece piece = scanner.Next(); piece.kind != WordPiece::Kind::kNone;
       piece = scanner.Next()) {
    std::string buffer;
    std::string entry(VocabEntry(text, piece, &buffer));
    for (std::size_t at; (at = entry.find("\uFFED")) != entry.npos;) {
      entry.replace(at, 3, "~");
    }
    if (!out.empty()) out += ' ';
    out += entry == "\n" ? "/" : entry;
  }
  return out;
}

TEST(WordTokenizer, CutsWordsAndMarksSymbols) {
  EXPECT_EQ(Entries("\"Well-known,\" he said (twice)."),
            "\"~ Well ~-~ known ~, ~\" he said (~ twice ~) ~.");
  EXPECT_EQ(Entries("don't o'clock dogs' 'tis 'em"),
            "don't o'clock dogs ~' '~ tis '~ em");
  EXPECT_EQ(Entries("3.14, 10:30; 1,000 50% $5 1st"),
            "3 ~.~ 14 ~, 10 ~:~ 30 ~; 1 ~,~ 000 50 ~% $~ 5 1st");
  EXPECT_EQ(Entries("no\u2014yes - and -- so--"),
            "no ~\u2014~ yes - and -- so ~--~");
  EXPECT_EQ(Entries("Wait... what.... U.S."),
            "Wait ~... what ~... ~. U ~.~ S ~.");
  EXPECT_EQ(Entries("a\n\n  b  \r\nc"), "a / / b / c");
  EXPECT_EQ(Entries("_emphasis_ *too*"), "_~ emphasis ~_ *~ too ~*");
}

TEST(WordTokenizer, QuotesOpenAndCloseByTheirPlace) {
  EXPECT_EQ(Entries("\"'Tis,' he said.\""), "\"~ '~ Tis ~, ~' he said ~. ~\"");
  EXPECT_EQ(Entries("\"He said 'no.'\"\n\"Oh\u2014\""),
            "\"~ He said '~ no ~. ~' ~\" / \"~ Oh ~\u2014 ~\"");
  EXPECT_EQ(Entries("so\u2014\"'Tis ok:\"Hi\""),
            "so ~\u2014~ \"~ '~ Tis ok ~:~ \"~ Hi ~\"");
  EXPECT_EQ(Entries("so\u2014\"Hello\"\u2014and"),
            "so ~\u2014~ \"~ Hello ~\" ~\u2014~ and");
  EXPECT_EQ(Entries("(\u201C\u2018Hi\u2019\u201D)"),
            "(~ \u201C~ \u2018~ Hi ~\u2019 ~\u201D ~)");
}

// A prompt may end where a word is wanted.
TEST(WordTokenizer, EndOfTextLeavesRoomForAWord) {
  EXPECT_EQ(Entries("He said, \""), "He said ~, \"~");
  EXPECT_EQ(Entries("He said, (\""), "He said ~, (~ \"~");
  EXPECT_EQ(Entries("well-"), "well ~-~");
  EXPECT_EQ(Entries("well- "), "well ~-");
  EXPECT_EQ(Entries("\"Yes.\""), "\"~ Yes ~. ~\"");
  EXPECT_EQ(Entries("five -"), "five -");
}

TEST(WordTokenizer, ScriptsWithoutSpacesGiveOneTokenPerLetter) {
  EXPECT_EQ(Entries("\u6C38\u548C\u5E74\u3002"),
            "\u6C38 ~\u548C ~\u5E74 ~\u3002");
  EXPECT_EQ(Entries("\u3042\u3044 \u30AB\u30FC \U00020B9F\U0003134A"),
            "\u3042 ~\u3044 \u30AB ~\u30FC \U00020B9F ~\U0003134A");
  EXPECT_EQ(Entries("in \u6771\u4EAC2024"), "in \u6771 ~\u4EAC~ 2024");
  EXPECT_EQ(Entries("\u0645\u0631\u062D\u0628\u0627\u060C \u0643"),
            "\u0645\u0631\u062D\u0628\u0627 ~\u060C \u0643");
  EXPECT_EQ(Entries("\uD55C\uAD6D \uB9D0"), "\uD55C\uAD6D \uB9D0");
}

TEST(WordTokenizer, EmojiKeepTheirModifiers) {
  EXPECT_EQ(Entries("hi\U0001F469\U0001F3FD\u200D\U0001F680 ok\u2764\uFE0F!"),
            "hi ~\U0001F469\U0001F3FD\u200D\U0001F680 ok ~\u2764\uFE0F ~!");
  EXPECT_EQ(Entries("cafe\u0301 \u0301"), "cafe\u0301 \u0301");
}

TEST(WordTokenizer, TokenTextHasNoMarks) {
  const auto words =
      Make(TokenizerKind::kWord,
           {"<unk>", "the", "\uFFED,", "\"\uFFED", "\uFFED-\uFFED", "\n",
            "\uFFED\\\\", "\\\uFFED\uFFED"},
           0);
  const char* texts[] = {"<unk>", "the", ",", "\"", "-", "\n", "\\", "\uFFED"};
  for (int id = 0; id < 8; ++id) EXPECT_EQ(words->TokenText(id), texts[id]);
}

TEST(WordMarks, EveryEntryReadsBack) {
  for (const std::string_view text :
       {"a", "\\", "\uFFED", "\uFFED\uFFED", "\\\uFFED\\", "\uFFEE", "..."}) {
    for (const bool left : {false, true}) {
      for (const bool right : {false, true}) {
        const MarkedToken token = ReadMarks(MarkToken(text, left, right));
        EXPECT_EQ(token.text, text);
        EXPECT_EQ(token.join_left, left);
        EXPECT_EQ(token.join_right, right);
      }
    }
  }
}

TEST(WordTokenizer, StreamContinuesAPromptWithItsSpaces) {
  const auto words = Learn(TokenizerKind::kWord, "He said, \"no\" (twice).\n");
  const Encoding prompt = Prompt(*words, "He said, \"");
  const auto stream = MakeTextStream(*words);
  std::string shown;
  for (const int id : prompt.ids) shown += stream->Push(id);
  EXPECT_EQ(shown, "He said, \"");
  const auto fork = stream->Clone();
  EXPECT_EQ(stream->Push(Prompt(*words, "no").ids[0]), "no");
  EXPECT_EQ(stream->Push(Prompt(*words, "He").ids[0]), " He");
  EXPECT_EQ(stream->Push(Prompt(*words, "\n").ids[0]), "\n");
  EXPECT_EQ(stream->Push(Prompt(*words, "He").ids[0]), "He");
  EXPECT_EQ(stream->Flush(), "");
  EXPECT_EQ(fork->Push(Prompt(*words, "He").ids[0]), "He");
}

TEST(WordTokenizer, LengthsCountTheSpaceBeforeAToken) {
  const auto words = Learn(TokenizerKind::kWord, "one two,\n");
  const Encoding encoding = Prompt(*words, " one  what two,\n  ");
  EXPECT_EQ(Decode(*words, encoding.ids), "one two,\n");
  EXPECT_EQ(encoding.lengths, (std::vector<std::size_t>{4, 10, 1, 3}));
  EXPECT_TRUE(Prompt(*words, "   ").ids.empty());
  EXPECT_TRUE(Prompt(*words, "").lengths.empty());
}

}  // namespace
}  // namespace lukewarm
