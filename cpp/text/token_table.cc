#include "text/token_table.h"

#include <algorithm>

namespace lukewarm {
namespace {

// FNV-1a, 64 bit (draft-eastlake-fnv), folded: its low bits alone are weak.
std::uint32_t Hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

// Returns the slot that holds `text`, or the empty one where it belongs.
std::size_t TokenTable::Slot(std::string_view text, std::uint32_t hash,
                             std::size_t* walk) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (*walk = 0; slots_[slot] >= 0; slot = (slot + 1) & mask) {
    const std::int32_t id = slots_[slot];
    if (hashes_[id] == hash && texts_[id] == text) return slot;
    ++*walk;
  }
  return slot;
}

int TokenTable::Find(std::string_view text) const {
  if (slots_.empty()) return -1;
  std::size_t walk;
  return slots_[Slot(text, Hash(text), &walk)];
}

TokenTable::Added TokenTable::Add(std::string_view text) {
  if (2 * texts_.size() >= slots_.size()) Grow();
  const std::uint32_t hash = Hash(text);
  std::size_t walk;
  const std::size_t slot = Slot(text, hash, &walk);
  longest_walk_ = std::max(longest_walk_, walk);
  if (slots_[slot] >= 0) return {slots_[slot], false};
  const int id = static_cast<int>(texts_.size());
  texts_.emplace_back(text);
  hashes_.push_back(hash);
  slots_[slot] = id;
  return {id, true};
}

void TokenTable::Grow() {
  slots_.assign(std::max<std::size_t>(16, 2 * slots_.size()), -1);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t id = 0; id < texts_.size(); ++id) {
    std::size_t slot = hashes_[id] & mask;
    while (slots_[slot] >= 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::int32_t>(id);
  }
}

}  // namespace lukewarm
