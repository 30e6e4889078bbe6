#pragma once

// Before a function that is one loop over a block, without a way out: the compiler makes vectors of it, for the widest
// registers of the processor it runs on.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define REVIEW_WIDE __attribute__((optimize("O3"), target_clones("avx2", "default")))
#else
#define REVIEW_WIDE
#endif
