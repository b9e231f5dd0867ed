#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "base/rng.h"
#include "text/utf8.h"
#include "tokenizers.h"

namespace lukewarm {
namespace {

constexpr auto kSplit = TokenizerKind::kSplit;

// What Python does: made by tests/golden/make_split.py.
rapidjson::Document Python() {
  std::ifstream file(LUKEWARM_TESTS_DIR "/golden/split.json");
  rapidjson::IStreamWrapper stream(file);
  rapidjson::Document document;
  document.ParseStream(stream);
  EXPECT_TRUE(document.IsObject());
  return document;
}

std::vector<int> Ids(const Tokenizer& tokenizer, std::string_view text) {
  const auto encoding = tokenizer.Encode(text, Tokenizer::Reading::kText);
  return encoding ? encoding->ids : std::vector<int>{-1};
}

TEST(SplitTokenizer, EveryCodePointIsWhiteSpaceIfItIsPythons) {
  const auto python = Python();
  const auto words = Make(kSplit, {"a", "b", "?"}, 2);
  std::size_t spaces = 0;
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const bool wanted = std::ranges::any_of(
        python["spaces"].GetArray(), [c](const auto& range) {
          return c >= range[0].GetUint() && c <= range[1].GetUint();
        });
    std::string text = "a";
    AppendUtf8(c, &text);
    text += "b";
    ASSERT_EQ(Ids(*words, text),
              wanted ? (std::vector<int>{0, 1}) : std::vector<int>{2})
        << std::hex << static_cast<unsigned>(c);
    spaces += wanted ? 1 : 0;
  }
  EXPECT_EQ(spaces, 29U);
}

TEST(SplitTokenizer, FindsTheWordsThatPythonFinds) {
  const auto python = Python();
  std::set<std::string> vocab;
  for (const auto& one : python["texts"].GetArray()) {
    for (const auto& word : one["words"].GetArray()) {
      vocab.insert({word.GetString(), word.GetStringLength()});
    }
  }
  const auto words = Make(kSplit, {vocab.begin(), vocab.end()});
  for (const auto& one : python["texts"].GetArray()) {
    const std::string text(one["text"].GetString(),
                           one["text"].GetStringLength());
    std::vector<std::string> wanted, found;
    std::string joined;
    for (const auto& word : one["words"].GetArray()) {
      wanted.emplace_back(word.GetString(), word.GetStringLength());
      joined += (joined.empty() ? "" : " ") + wanted.back();
    }
    const auto ids = Ids(*words, text);
    for (const int id : ids) found.push_back(words->TokenText(id));
    EXPECT_EQ(found, wanted) << text;
    EXPECT_EQ(Decode(*words, ids), joined) << text;
  }
}

// Texts of `pieces` with single spaces between words, and none beside a line
// break.
std::string AnyText(const std::vector<std::string>& pieces, Rng* rng) {
  std::string text;
  bool joined = true;
  for (std::uint64_t i = rng->NextU64() % 12; i > 0; --i) {
    const std::string& piece = pieces[rng->NextU64() % pieces.size()];
    text += (joined || piece == "\n" ? "" : " ") + piece;
    joined = piece == "\n";
  }
  return text;
}

TEST(SplitTokenizer, ATextComesBack) {
  std::vector<std::string> pieces = {"a",   "Well,", "<eos>",  "<unk>", "\"-'.",
                                     "été", "永",    "\u200B", "\uFEFF"};
  Rng rng(1);
  for (const bool has_line_breaks : {false, true}) {
    if (has_line_breaks) pieces.push_back("\n");
    const auto words = Make(kSplit, pieces);
    for (int round = 0; round < 2000; ++round) {
      const std::string text = AnyText(pieces, &rng);
      ASSERT_EQ(Decode(*words, Ids(*words, text)), text);
      ASSERT_EQ(Read(*words, text), text);
    }
  }
}

// The law of TextStream::ContinueAfter().
TEST(SplitTokenizer, APromptIsContinuedAsIfItHadBeenWritten) {
  const std::vector<std::string> pieces = {"a", "Well,", "\n", "été"};
  const auto words = Make(kSplit, pieces);
  Rng rng(2);
  for (int round = 0; round < 500; ++round) {
    const std::string first = AnyText(pieces, &rng),
                      rest = AnyText(pieces, &rng);
    const auto ids = Ids(*words, first), more = Ids(*words, rest);
    for (const std::string& prompt : {first, first + " ", first + "\u3000",
                                      first + " zzz", "zzz " + first}) {
      const auto stream = MakeTextStream(*words);
      stream->ContinueAfter(prompt, ids);
      std::string text = prompt;
      for (const int id : more) text += stream->Push(id);
      auto wanted = ids;
      wanted.insert(wanted.end(), more.begin(), more.end());
      ASSERT_EQ(Ids(*words, text), wanted) << text;
      ASSERT_EQ(text.find("  "), std::string::npos) << text;
    }
  }
}

TEST(SplitTokenizer, AFedTextOfNothingChangesNoSpace) {
  const auto words = Make(kSplit, {"a", "b"});
  const auto stream = MakeTextStream(*words);
  stream->ContinueAfter("", {});
  EXPECT_EQ(stream->Push(0), "a");
  stream->ContinueAfter("", {});
  EXPECT_EQ(stream->Push(1), " b");
}

TEST(SplitTokenizer, ALineBreakIsWhiteSpaceOrAToken) {
  const auto without = Make(kSplit, {"a", "b"});
  EXPECT_EQ(Read(*without, "a\nb\r\n\na"), "a b a");
  const auto with = Make(kSplit, {"a", "b", "\n"});
  EXPECT_EQ(Ids(*with, " a \n b\r\n\na\n"),
            (std::vector<int>{0, 2, 1, 2, 2, 0, 2}));
  EXPECT_EQ(Read(*with, " a \n b\r\n\na\n"), "a\nb\n\na\n");
}

TEST(SplitTokenizer, AnUnknownWordIsTriedInAnotherCaseThenTheUnknownToken) {
  const auto words = Make(kSplit, {"<unk>", "the", "Paris", "NASA"}, 0);
  const auto prompt = Prompt(*words, "The paris nasa zebra THE <unk> zebra");
  EXPECT_EQ(prompt.ids, (std::vector<int>{1, 2, 3, 0, 1, 0, 0}));
  EXPECT_EQ(Reported(prompt),
            "The>the, paris>Paris, nasa>NASA, zebra><unk>, THE>the");
  // In a text that is scored, what is not there is unknown.
  EXPECT_EQ(Ids(*words, "The the zebra"), (std::vector<int>{0, 1, 0}));
  const auto skipping = Make(kSplit, {"the", "Paris"});
  const auto skipped = Prompt(*skipping, "zebra THE zebra");
  EXPECT_EQ(skipped.ids, std::vector<int>{0});
  EXPECT_EQ(Reported(skipped), "zebra>, THE>the");
  EXPECT_EQ(Ids(*skipping, "zebra paris"), std::vector<int>{1});
}

TEST(SplitTokenizer, LengthsAreThoseOfTheWordsAndTheSpaceBeforeThem) {
  const auto words = Make(kSplit, {"a", "bc", "\n"});
  const auto encoding = Prompt(*words, " a  zz\nbc  ");
  EXPECT_EQ(encoding.ids, (std::vector<int>{0, 2, 1}));
  EXPECT_EQ(encoding.lengths, (std::vector<std::size_t>{2, 5, 4}));
}

TEST(SplitTokenizer, ATokenWithWhiteSpaceInItIsWrittenAndNeverRead) {
  const auto words = Make(kSplit, {"a", "b", "a b"});
  EXPECT_EQ(Decode(*words, std::vector<int>{2, 0}), "a b a");
  EXPECT_EQ(Ids(*words, "a b"), (std::vector<int>{0, 1}));
}

TEST(SplitTokenizer, NoVocabOfItIsBuilt) {
  const auto config = BuildVocab("a b", {.kind = kSplit});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace lukewarm
