/* Reddi's online problem with C = 1010, c = 10, P = 101, and the step size 0.5/sqrt(t): the same for all runs. */
#ifndef REDDI_H
#define REDDI_H

#include "anchor.h"
#include <math.h>

struct step {
  double g, rate;
};

static inline struct step *reddi(long steps) {
  struct step *table = malloc((size_t)steps * sizeof *table);
  for (long n = 0; n < steps; n++) {
    double t = (double)(n + 1);
    table[n].g = t - 101.0 * floor(t / 101.0) == 1.0 ? 1010.0 : -10.0;
    table[n].rate = 0.5 / sqrt(t);
  }
  return table;
}

/* A running product, which is 0 below the normal range: multiplying on would stay there, slowly. */
static inline double flushed(double product) { return fabs(product) < 0x1p-1022 ? 0.0 : product; }

#endif
