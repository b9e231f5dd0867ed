// Whether this machine computes as the number contract says. Engines have
// shipped relaxed SIMD that validates and multiplies wrongly, which no feature
// test can see: whoever loads the module runs this and takes the other build
// when it fails.
#pragma once

namespace lukewarm {

// Returns whether every available kernel equals the plain definition
// sum of w * (x - 64) on a few shapes, extreme and random values. The kernel in
// use is left as it was. Below 1 ms.
bool SelfTest();

// Multiplies 32 times by a matrix that is larger than the first-level cache,
// with the kernel in use, for a caller that has a clock. About 0.1 ms.
void RunTrial();

}  // namespace lukewarm
