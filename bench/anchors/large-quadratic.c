/* Adam in many dimensions on a quadratic whose curvatures range from 1 to 1000, with gaussian noise: one run after the other. */
#include "anchor.h"
#include "philox.h"
#include <math.h>

enum { BLOCK = 256 };

static double *x, *m, *v, *curvature;

void setup(void) {
  size_t count = (size_t)(lanes * dimension);
  x = numbers(count);
  m = numbers(count);
  v = numbers(count);
  curvature = numbers((size_t)dimension);
  for (long k = 0; k < dimension; k++) curvature[k] = pow(1000.0, (double)k / (double)(dimension - 1));
}

void reset(void) {
  for (long k = 0; k < lanes * dimension; k++) {
    x[k] = 1.0;
    m[k] = v[k] = 0.0;
  }
}

struct part {
  double *x, *m, *v;
  const double *curvature;
  long from, count;
};

/* The noise at some coordinates; a loop for each function is faster than one for both. */
KERNEL draw(uint32_t seed, long step, struct part at, double *restrict u, double *restrict w) {
#pragma omp simd
  for (long j = 0; j < at.count; j++) uniforms(seed, 0, (uint64_t)step, (uint32_t)(at.from + j + 1), u + j, w + j);
  for (long j = 0; j < at.count; j++) u[j] = log(u[j]);
  for (long j = 0; j < at.count; j++) w[j] = cos(2.0 * M_PI * w[j]);
}

KERNEL update(struct part at, const double *restrict u, const double *restrict w, double d1, double d2) {
#pragma omp simd
  for (long j = 0; j < at.count; j++) {
    double g = at.curvature[j] * at.x[j] + 0.1 * sqrt(-2.0 * u[j]) * w[j];
    at.m[j] = 0.9 * at.m[j] + (1.0 - 0.9) * g;
    at.v[j] = 0.999 * at.v[j] + (1.0 - 0.999) * (g * g);
    at.x[j] = at.x[j] - 1e-3 * (at.m[j] / d1) / (sqrt(at.v[j] / d2) + 1e-8);
  }
}

void run(long steps) {
  double u[BLOCK], w[BLOCK];
  for (long lane = 0; lane < lanes; lane++) {
    double p1 = 0.9, p2 = 0.999;
    for (long step = 1; step <= steps; step++) {
      for (long from = 0; from < dimension; from += BLOCK) {
        long count = dimension - from < BLOCK ? dimension - from : BLOCK;
        long k = lane * dimension + from;
        struct part at = {x + k, m + k, v + k, curvature + from, from, count};
        draw(seed_of(lane), step, at, u, w);
        update(at, u, w, 1.0 - p1, 1.0 - p2);
      }
      p1 *= 0.9;
      p2 *= 0.999;
    }
  }
}

size_t results(double *to) {
  for (long k = 0; to && k < lanes * dimension; k++) to[k] = x[k];
  return (size_t)(lanes * dimension);
}
