#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/rng.h"
#include "text/utf8.h"
#include "tokenizers.h"

namespace lukewarm {
namespace {

void ExpectRoundTrip(std::string_view text) {
  const auto words = Learn(TokenizerKind::kWord, text);
  const auto encoding = words->Encode(text, Tokenizer::Reading::kText);
  ASSERT_TRUE(encoding);
  EXPECT_EQ(Decode(*words, encoding->ids), text);
  EXPECT_EQ(Reported(*encoding), "");
}

TEST(WordRoundTrip, Prose) {
  ExpectRoundTrip(
      "\"You're late,\" said Mrs. O'Hara, who hadn't looked up. \"It's 10:30 "
      "already\u2014no, 10:31\u2014and Dr. Finch (the younger one, i.e. the "
      "dentist) left at half past nine.\"\n"
      "\"'Tis the fog,\" he answered; \"I told 'em so! I said, 'The bridge "
      "won't open before six o'clock,' and they laughed.\"\n\n"
      "He put down the well-worn, rain-soaked coat: 3.14 kilos of wool, and "
      "$1,000.50 in the lining... or so the dogs' owner claimed. What was it "
      "worth?! Nothing -- nothing at all -- 100% nothing.");
  ExpectRoundTrip(
      "\u201CIs that you?\u201D she called. \u201CI heard a voice say, "
      "\u2018Don\u2019t wait\u2019\u2014and then\u2026\u201D\n"
      "\u201C\u2019Twas only me,\u201D said Tom\u2019s brother, \u201Cand the "
      "wind; it\u2019s rock \u2019n\u2019 roll out there.\u201D\n"
      "_Later_ that night (about 2 a.m.), the *Sea-Mew* sailed N.N.W. at "
      "7\u00BD "
      "knots; see p. 12 [note 3] & the map <here>.");
  ExpectRoundTrip(
      "ROMEO:\nIf I profane with my unworthiest hand\nThis holy shrine, the "
      "gentle fine is this:--\n\nJULIET:\nGood pilgrim, you do wrong your hand "
      "too much;\nAy, so, so. 'Zounds! \"'Sblood!\" e'en so o' the morn.");
  ExpectRoundTrip(
      "\u00ABO\u00F9 est-elle?\u00BB \u00BFD\u00F3nde? \u201EHier,\u201C sagte "
      "er. https://example.org/a_b?c=d&e=f#g user@example.org C:\\temp\\x "
      "\uFFED \\\uFFED a\uFFEDb 5\u00D74=20 \u20AC5 \u00A320.");
}

TEST(WordRoundTrip, OtherScripts) {
  ExpectRoundTrip(
      "\u6C38\u548C\u4E5D\u5E74\uFF0C\u6B72\u5728\u7678\u4E11\u3002"
      "\u300C\u66AE\u6625\u300D\n\u6771\u4EAC2024\u5E74 ABC\u3042\u30AB\u30FC");
  ExpectRoundTrip(
      "\u0645\u0631\u062D\u0628\u0627\u060C \u0643\u064A\u0641 "
      "\u062D\u0627\u0644\u0643\u061F \u0645\u06CC\u200C\u062E\u0648\u0627"
      "\u0647\u0645");
  ExpectRoundTrip(
      "hi\U0001F469\U0001F3FD\u200D\U0001F680! \U0001F1EA\U0001F1FA "
      "\u2764\uFE0F\u2764\uFE0F 1\uFE0F\u20E3 ok\U0001F44D\U0001F3FF");
  ExpectRoundTrip(
      "cafe\u0301 n\u0303o \u0301x .\u0301, \u0928\u092E\u0938\u094D"
      "\u0924\u0947\u0964 \uD55C\uAD6D\uC5B4 \u0E2A\u0E27\u0E31");
}

// Any sequence of words, marks, single spaces and line breaks.
TEST(WordRoundTrip, GeneratedText) {
  const std::vector<std::string> pieces = {
      "a",      "Word",   "don't",  "1",      "3",      "\u00E9t\u00E9",
      "'",      "\"",     ".",      ",",      "-",      "--",
      "(",      ")",      "\u2014", "\u201C", "\u201D", "\u2018",
      "\u2019", "...",    "$",      "%",      "\u6C38", "\U0001F600",
      "\u200D", "\uFE0F", "\u0301", "\\",     "\uFFED", "_",
      ":",      "!",      "\u2026"};
  Rng rng(2024);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    // After a space or a line break, or at the beginning, none of the two may
    // stand at the place where the law wants none.
    bool space_allowed = false;
    const std::size_t length = 1 + rng.NextU64() % 40;
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t kind = rng.NextU64() % 8;
      if (kind == 0) {
        if (!text.empty() && text.back() == ' ') text.pop_back();
        text += '\n';
        space_allowed = false;
      } else if (kind < 4 && space_allowed) {
        text += ' ';
        space_allowed = false;
      } else {
        text += pieces[rng.NextU64() % pieces.size()];
        space_allowed = true;
      }
    }
    if (text.back() == ' ') text.pop_back();
    if (text.empty()) continue;
    ExpectRoundTrip(text);
    if (HasFailure()) return;
  }
}

// The law of TextStream::ContinueAfter(), for a beginning that ends anywhere.
void ExpectContinues(const Tokenizer& words, const std::string& text) {
  const std::vector<int> ids = Prompt(words, text).ids;
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    std::string shown = text.substr(0, cut);
    if (!CheckUtf8(shown)) continue;
    const Encoding prompt = Prompt(words, shown);
    const std::size_t known = prompt.ids.size();
    if (!prompt.replacements.empty() || known > ids.size() ||
        !std::equal(prompt.ids.begin(), prompt.ids.end(), ids.begin())) {
      continue;
    }
    const auto stream = MakeTextStream(words);
    stream->ContinueAfter(shown, prompt.ids);
    for (std::size_t i = known; i < ids.size(); ++i) {
      shown += stream->Push(ids[i]);
    }
    ASSERT_EQ(Prompt(words, shown).ids, ids)
        << "\"" << shown << "\" from the first " << cut << " bytes of \""
        << text << "\"";
  }
}

TEST(WordRoundTrip, ContinuesAPromptThatEndsInAnyWhiteSpace) {
  const std::string text = "Once upon a time, (\"no\") said well-known he.\nHe";
  const auto words = Learn(TokenizerKind::kWord, text);
  for (const std::string_view end :
       {" ", "  ", "\t", "\n", "\u00A0", " \n", "\n ", "\u3000", "\r\n"}) {
    std::string prompt = "Once upon a" + std::string(end);
    const auto stream = MakeTextStream(*words);
    stream->ContinueAfter(prompt, Prompt(*words, prompt).ids);
    EXPECT_EQ(stream->Push(Prompt(*words, "time").ids[0]), "time");
    EXPECT_EQ(stream->Push(Prompt(*words, "he").ids[0]), " he");
  }
  // A word that was skipped is on the screen all the same.
  const auto stream = MakeTextStream(*words);
  stream->ContinueAfter("xyzzy", Prompt(*words, "xyzzy").ids);
  EXPECT_EQ(stream->Push(Prompt(*words, "time").ids[0]), " time");
}

TEST(WordRoundTrip, APromptAndItsContinuationEncodeAsTheSameIds) {
  const std::vector<std::string> pieces = {
      "a", "Word", "don't", "\u00E9", "'",      "\"",  ".",      ",",  "-",
      "(", ")",    "$",     "\u2014", "\u201C", " ",   " ",      " ",  " ",
      " ", "  ",   "\t",    "\u00A0", "\n",     " \n", "\u6C38", "..."};
  Rng rng(7);
  for (int round = 0; round < 3000 && !testing::Test::HasFailure(); ++round) {
    std::string text;
    for (std::uint64_t i = rng.NextU64() % 12; i > 0; --i) {
      text += pieces[rng.NextU64() % pieces.size()];
    }
    // White space at the end of the text is in no id.
    text += "a";
    ExpectContinues(*Learn(TokenizerKind::kWord, text), text);
  }
}

TEST(WordRoundTrip, OtherWhiteSpaceIsNormalised) {
  const auto words = Learn(TokenizerKind::kWord, "a b\nc");
  EXPECT_EQ(Read(*words, "\uFEFF  a \t\u00A0 b  \r\n\u3000c  "), "a b\nc");
  EXPECT_EQ(Read(*words, "a\rb\u2028c\u0085"), "a\nb\nc\n");
}

}  // namespace
}  // namespace lukewarm
