/* Clipped Adam with random scaling and a model EMA on a quadratic whose curvatures range from 1 to 10. */
#include "anchor.h"
#include "philox.h"
#include <math.h>

enum { BLOCK = 16, MOST = 128 };

struct coordinate {
  double x[BLOCK], m[BLOCK], z[BLOCK], average[BLOCK];
};
struct block {
  struct coordinate at[MOST];
  double v[BLOCK];
  uint32_t seed[BLOCK];
};
static struct block *blocks;
static double curvature[MOST];

void setup(void) {
  if (dimension > MOST) exit(2);
  blocks = aligned_alloc(64, (size_t)(lanes / BLOCK) * sizeof *blocks);
  for (long k = 0; k < dimension; k++) curvature[k] = pow(10.0, (double)k / (double)(dimension - 1));
}

void reset(void) {
  for (long lane = 0; lane < lanes; lane++) {
    struct block *b = blocks + lane / BLOCK;
    long j = lane % BLOCK;
    b->seed[j] = seed_of(lane);
    b->v[j] = 0.0;
    for (long k = 0; k < dimension; k++) {
      b->at[k].x[j] = b->at[k].average[j] = 1.0;
      b->at[k].m[j] = 0.0;
    }
  }
}

KERNEL advance(struct block *restrict b, long step) {
  double squares[BLOCK] = {0}, sizes[BLOCK] = {0}, root[BLOCK], clip[BLOCK], scale[BLOCK], unused;
  double beta2 = 0.99 * 0.99, rate = 1e-3 * sqrt((1.0 + 0.99) / (1.0 - 0.99));
  for (long k = 0; k < dimension; k++) {
#pragma omp simd
    for (int j = 0; j < BLOCK; j++) {
      double g = curvature[k] * b->at[k].x[j];
      squares[j] += g * g;
    }
  }
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) {
    b->v[j] = beta2 * b->v[j] + (1.0 - beta2) * squares[j];
    root[j] = sqrt(b->v[j]);
  }
  for (long k = 0; k < dimension; k++) {
#pragma omp simd
    for (int j = 0; j < BLOCK; j++) {
      double g = curvature[k] * b->at[k].x[j];
      b->at[k].m[j] = 0.99 * b->at[k].m[j] + (1.0 - 0.99) * g;
      double z = b->v[j] > 0.0 ? -rate * b->at[k].m[j] / root[j] : 0.0;
      b->at[k].z[j] = z;
      sizes[j] += z * z;
    }
  }
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) {
    double u;
    uniforms(b->seed[j], 1, (uint64_t)step, 0, &u, &unused);
    double ratio = 1e-3 / sqrt(sizes[j]);
    clip[j] = ratio < 1.0 ? ratio : 1.0;
    scale[j] = -log(u);
  }
  for (long k = 0; k < dimension; k++) {
#pragma omp simd
    for (int j = 0; j < BLOCK; j++) {
      b->at[k].x[j] = b->at[k].x[j] + scale[j] * (b->at[k].z[j] * clip[j]);
      b->at[k].average[j] = 0.99 * b->at[k].average[j] + (1.0 - 0.99) * b->at[k].x[j];
    }
  }
}

void run(long steps) {
  for (long n = 0; n < lanes / BLOCK; n++) {
    for (long step = 1; step <= steps; step++) advance(blocks + n, step);
  }
}

size_t results(double *to) {
  for (long lane = 0; to && lane < lanes; lane++) {
    for (long k = 0; k < dimension; k++) {
      to[lane * dimension + k] = blocks[lane / BLOCK].at[k].x[lane % BLOCK];
      to[(lanes + lane) * dimension + k] = blocks[lane / BLOCK].at[k].average[lane % BLOCK];
    }
  }
  return 2 * (size_t)(lanes * dimension);
}
