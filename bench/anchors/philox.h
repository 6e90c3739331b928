/*
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC11) as the laboratory uses it: the counter is (step, 0, coordinate, block),
 * the key (seed, stream). The law of src/kernel/random/philox.ts, and the same bits.
 */
#ifndef PHILOX_H
#define PHILOX_H

#include <stdint.h>

#define ROUND                                        \
  {                                                  \
    uint64_t p = (uint64_t)0xd2511f53u * c0;         \
    uint64_t q = (uint64_t)0xcd9e8d57u * c2;         \
    c0 = (uint32_t)(q >> 32) ^ c1 ^ k0;              \
    c1 = (uint32_t)q;                                \
    c2 = (uint32_t)(p >> 32) ^ c3 ^ k1;              \
    c3 = (uint32_t)p;                                \
  }
#define BUMP             \
  {                      \
    k0 += 0x9e3779b9u;   \
    k1 += 0xbb67ae85u;   \
  }

/* Multiples of 2^-53 in (0, 1), 0 replaced by 2^-54. */
static inline double unit(uint32_t a, uint32_t b) {
  double u = ((double)(int32_t)(a >> 5) * 0x1p26 + (double)(int32_t)(b >> 6)) * 0x1p-53;
  return u < 0x1p-54 ? 0x1p-54 : u;
}

/* The two uniform numbers of a block. */
static inline void uniforms(uint32_t seed, uint32_t stream, uint64_t step, uint32_t coordinate, double *u, double *v) {
  uint32_t c0 = (uint32_t)step, c1 = (uint32_t)(step >> 32), c2 = coordinate, c3 = 0, k0 = seed, k1 = stream;
  ROUND BUMP ROUND BUMP ROUND BUMP ROUND BUMP ROUND BUMP ROUND BUMP ROUND BUMP ROUND BUMP ROUND BUMP ROUND
  *u = unit(c0, c1);
  *v = unit(c2, c3);
}

#endif
