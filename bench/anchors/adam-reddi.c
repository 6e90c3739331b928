/* Adam, each run with its own betas. Runs go through time in blocks that stay in the first-level cache. */
#include "reddi.h"

enum { BLOCK = 128 };

struct block {
  double x[BLOCK], m[BLOCK], v[BLOCK], p1[BLOCK], p2[BLOCK];
  double b1[BLOCK], b2[BLOCK], c1[BLOCK], c2[BLOCK];
};
static struct block *blocks;

void setup(void) { blocks = aligned_alloc(64, (size_t)(lanes / BLOCK) * sizeof *blocks); }

void reset(void) {
  for (long lane = 0; lane < lanes; lane++) {
    struct block *b = blocks + lane / BLOCK;
    long j = lane % BLOCK;
    b->x[j] = 1.0;
    b->m[j] = b->v[j] = 0.0;
    b->p1[j] = b->b1[j] = setting(lane, 1);
    b->p2[j] = b->b2[j] = setting(lane, 2);
    b->c1[j] = 1.0 - b->b1[j];
    b->c2[j] = 1.0 - b->b2[j];
  }
}

KERNEL advance(struct block *restrict b, struct step at) {
  double g2 = at.g * at.g;
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) {
    double m = b->b1[j] * b->m[j] + b->c1[j] * at.g;
    double v = b->b2[j] * b->v[j] + b->c2[j] * g2;
    double mhat = m / (1.0 - b->p1[j]);
    double vhat = v / (1.0 - b->p2[j]);
    double x = b->x[j] - at.rate * mhat / (sqrt(vhat) + 1e-8);
    x = x < -1.0 ? -1.0 : x;
    b->x[j] = x > 1.0 ? 1.0 : x;
    b->m[j] = m;
    b->v[j] = v;
    b->p1[j] = flushed(b->p1[j] * b->b1[j]);
    b->p2[j] = flushed(b->p2[j] * b->b2[j]);
  }
}

void run(long steps) {
  struct step *table = reddi(steps);
  for (long k = 0; k < lanes / BLOCK; k++) {
    for (long n = 0; n < steps; n++) advance(blocks + k, table[n]);
  }
  free(table);
}

size_t results(double *to) {
  for (long lane = 0; to && lane < lanes; lane++) to[lane] = blocks[lane / BLOCK].x[lane % BLOCK];
  return (size_t)lanes;
}
