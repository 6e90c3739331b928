/* k-Adam with three stages, each run with its own betas. */
#include "reddi.h"

enum { BLOCK = 128, STAGES = 3 };

struct block {
  double x[BLOCK], m[STAGES][BLOCK], v[STAGES][BLOCK], p1[BLOCK], p2[BLOCK];
  double b1[BLOCK], b2[BLOCK], c1[BLOCK], c2[BLOCK];
};
static struct block *blocks;

void setup(void) { blocks = aligned_alloc(64, (size_t)(lanes / BLOCK) * sizeof *blocks); }

void reset(void) {
  for (long lane = 0; lane < lanes; lane++) {
    struct block *b = blocks + lane / BLOCK;
    long j = lane % BLOCK;
    b->x[j] = 1.0;
    for (int s = 0; s < STAGES; s++) b->m[s][j] = b->v[s][j] = 0.0;
    b->p1[j] = b->b1[j] = setting(lane, 1);
    b->p2[j] = b->b2[j] = setting(lane, 2);
    b->c1[j] = 1.0 - b->b1[j];
    b->c2[j] = 1.0 - b->b2[j];
  }
}

KERNEL advance(struct block *restrict b, struct step at) {
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) {
    double u = at.g;
    double d1 = 1.0 - b->p1[j], d2 = 1.0 - b->p2[j];
#pragma GCC unroll 3
    for (int s = 0; s < STAGES; s++) {
      double m = b->b1[j] * b->m[s][j] + b->c1[j] * u;
      double v = b->b2[j] * b->v[s][j] + b->c2[j] * (u * u);
      b->m[s][j] = m;
      b->v[s][j] = v;
      u = (m / d1) / (sqrt(v / d2) + 1e-30);
    }
    double x = b->x[j] - at.rate * u;
    x = x < -1.0 ? -1.0 : x;
    b->x[j] = x > 1.0 ? 1.0 : x;
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
