/* The bandwidth of the memory: a = b + 3 c over arrays that no cache holds, 24 bytes a number. */
#include "anchor.h"

static double *a, *b, *c;

void setup(void) {
  a = numbers((size_t)dimension);
  b = numbers((size_t)dimension);
  c = numbers((size_t)dimension);
}

void reset(void) {
  for (long k = 0; k < dimension; k++) {
    a[k] = 0.0;
    b[k] = (double)k;
    c[k] = 1.0;
  }
}

KERNEL triad(void) {
#pragma omp simd
  for (long k = 0; k < dimension; k++) a[k] = b[k] + 3.0 * c[k];
}

void run(long steps) {
  for (long n = 0; n < steps; n++) triad();
}

size_t results(double *to) {
  for (long k = 0; to && k < dimension; k++) to[k] = a[k];
  return (size_t)dimension;
}
