#include "text/encoding_builder.h"

namespace lukewarm {

void EncodingBuilder::Reserve(std::size_t ids) {
  encoding_.ids.reserve(ids);
  encoding_.lengths.reserve(ids);
}

void EncodingBuilder::Add(int id, std::size_t end) {
  encoding_.ids.push_back(id);
  encoding_.lengths.push_back(end - end_);
  end_ = end;
}

void EncodingBuilder::Report(std::string_view typed, std::string_view read) {
  // Another choice of marks only moves spaces.
  if (typed == read) return;
  std::string pair(typed);
  pair.push_back('\0');
  pair += read;
  if (!reported_.Add(pair).is_new) return;
  encoding_.replacements.push_back({std::string(typed), std::string(read)});
}

Encoding EncodingBuilder::Finish(std::size_t text_size) && {
  if (!encoding_.lengths.empty()) encoding_.lengths.back() += text_size - end_;
  return std::move(encoding_);
}

}  // namespace lukewarm
