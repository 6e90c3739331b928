/* Adam without bias correction after a single gradient, each run with its own betas; then how fast its update grew. */
#include "anchor.h"
#include <math.h>

enum { BLOCK = 128 };

struct block {
  double x[BLOCK], m[BLOCK], v[BLOCK], b1[BLOCK], b2[BLOCK], c1[BLOCK], c2[BLOCK], growth[BLOCK];
};
static struct block *blocks;

void setup(void) { blocks = aligned_alloc(64, (size_t)(lanes / BLOCK) * sizeof *blocks); }

void reset(void) {
  for (long lane = 0; lane < lanes; lane++) {
    struct block *b = blocks + lane / BLOCK;
    long j = lane % BLOCK;
    b->x[j] = b->m[j] = b->v[j] = 0.0;
    b->b1[j] = setting(lane, 1);
    b->b2[j] = setting(lane, 2);
    b->c1[j] = 1.0 - b->b1[j];
    b->c2[j] = 1.0 - b->b2[j];
  }
}

KERNEL advance(struct block *restrict b, double g) {
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) {
    double m = b->b1[j] * b->m[j] + b->c1[j] * g;
    double v = b->b2[j] * b->v[j] + b->c2[j] * (g * g);
    b->x[j] = b->x[j] - 0.001 * m / (sqrt(v) + 0.0);
    b->m[j] = m;
    b->v[j] = v;
  }
}

void run(long steps) {
  for (long k = 0; k < lanes / BLOCK; k++) {
    struct block *b = blocks + k;
    for (long n = 1; n <= steps; n++) advance(b, n == 1 ? 1.0 : 0.0);
    for (int j = 0; j < BLOCK; j++) b->growth[j] = (log(fabs(b->m[j])) - 0.5 * log(b->v[j])) / (double)steps;
  }
}

size_t results(double *to) {
  for (long lane = 0; to && lane < lanes; lane++) {
    to[lane] = blocks[lane / BLOCK].x[lane % BLOCK];
    to[lanes + lane] = blocks[lane / BLOCK].growth[lane % BLOCK];
  }
  return 2 * (size_t)lanes;
}
