/* ADOPT on a quadratic whose curvatures range from 1 to 1000, with the noise of Student's t law, nu = 3. */
#include "anchor.h"
#include "philox.h"
#include <math.h>

enum { BLOCK = 64, MOST = 64 };

struct coordinate {
  double x[BLOCK], m[BLOCK], v[BLOCK];
};
struct block {
  struct coordinate at[MOST];
  uint32_t seed[BLOCK];
};
static struct block *blocks;
static double curvature[MOST];

static const double nu = 3.0;

void setup(void) {
  if (dimension > MOST) exit(2);
  blocks = aligned_alloc(64, (size_t)(lanes / BLOCK) * sizeof *blocks);
  for (long k = 0; k < dimension; k++) curvature[k] = pow(1000.0, (double)k / (double)(dimension - 1));
}

void reset(void) {
  for (long lane = 0; lane < lanes; lane++) {
    struct block *b = blocks + lane / BLOCK;
    long j = lane % BLOCK;
    b->seed[j] = seed_of(lane);
    for (long k = 0; k < dimension; k++) {
      b->at[k].x[j] = 1.0;
      b->at[k].m[j] = b->at[k].v[j] = 0.0;
    }
  }
}

KERNEL gradient(const struct block *restrict b, long step, long k, double *restrict g) {
  double u[BLOCK], w[BLOCK], exponent = -2.0 / nu;
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) uniforms(b->seed[j], 0, (uint64_t)step, (uint32_t)(k + 1), u + j, w + j);
  /* A loop for each function: twice as fast as one for both, whose mispredicted branches hold each other up. */
  for (int j = 0; j < BLOCK; j++) u[j] = exponent * log(u[j]);
  for (int j = 0; j < BLOCK; j++) u[j] = exp(u[j]);
  for (int j = 0; j < BLOCK; j++) w[j] = cos(2.0 * M_PI * w[j]);
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) g[j] = curvature[k] * b->at[k].x[j] + sqrt(nu * (u[j] - 1.0)) * w[j];
}

KERNEL update(struct block *restrict b, long k, double limit, const double *restrict g) {
#pragma omp simd
  for (int j = 0; j < BLOCK; j++) {
    double root = sqrt(b->at[k].v[j]);
    double scaled = g[j] / (root > 1e-6 ? root : 1e-6);
    scaled = scaled < -limit ? -limit : scaled;
    scaled = scaled > limit ? limit : scaled;
    b->at[k].m[j] = 0.9 * b->at[k].m[j] + (1.0 - 0.9) * scaled;
    b->at[k].x[j] = b->at[k].x[j] - 1e-3 * b->at[k].m[j];
    b->at[k].v[j] = 0.9999 * b->at[k].v[j] + (1.0 - 0.9999) * (g[j] * g[j]);
  }
}

void run(long steps) {
  double g[BLOCK];
  for (long n = 0; n < lanes / BLOCK; n++) {
    struct block *b = blocks + n;
    for (long step = 1; step <= steps; step++) {
      double limit = pow((double)(step - 1), 0.25);
      for (long k = 0; k < dimension; k++) {
        gradient(b, step, k, g);
        if (step > 1) update(b, k, limit, g);
        else
          for (int j = 0; j < BLOCK; j++) b->at[k].v[j] = g[j] * g[j];
      }
    }
  }
}

size_t results(double *to) {
  for (long lane = 0; to && lane < lanes; lane++) {
    for (long k = 0; k < dimension; k++) to[lane * dimension + k] = blocks[lane / BLOCK].at[k].x[lane % BLOCK];
  }
  return (size_t)(lanes * dimension);
}
