// The error of the last call that failed. Errors do not cross into JavaScript
// as exceptions, since those would skip C++ destructors and leak: a call
// returns false or null, and JavaScript asks here and throws.
#pragma once

#include "base/result.h"

namespace lukewarm {

// Returns false, for the caller to hand on.
bool SetLastError(const Error& error);
const Error& LastError();

}  // namespace lukewarm
