#include "base/result.h"

namespace lukewarm {

std::string_view CodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case ErrorCode::kFileTruncated:
      return "file-truncated";
    case ErrorCode::kFileCorrupt:
      return "file-corrupt";
    case ErrorCode::kFileUnsupported:
      return "file-unsupported";
    case ErrorCode::kTextEmpty:
      return "text-empty";
    case ErrorCode::kTextTooShort:
      return "text-too-short";
    case ErrorCode::kTextNotUtf8:
      return "text-not-utf8";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kOutOfMemory:
      return "out-of-memory";
  }
  return "unknown";
}

}  // namespace lukewarm
