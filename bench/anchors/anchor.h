/* What an anchor has to provide, and what it may use. An anchor does the work of one page of bench/pages in plain C. */
#ifndef ANCHOR_H
#define ANCHOR_H

#include <stdint.h>
#include <stdlib.h>

/* The number of runs, the dimension, and one row for each run: its seed, then its hyperparameters. */
extern long lanes, dimension, columns;
extern const double *rows;

/* Inlined into a caller that treats its first step apart, a loop is copied, and one of the copies is not vectorised. */
#define KERNEL static __attribute__((noinline)) void

static inline uint32_t seed_of(long lane) { return (uint32_t)rows[lane * columns]; }
static inline double setting(long lane, long column) { return rows[lane * columns + column]; }
static inline double *numbers(size_t count) { return aligned_alloc(64, (8 * count + 63) / 64 * 64); }

void setup(void);           /* once */
void reset(void);           /* before each run: the states before the first step */
void run(long steps);       /* the work that is timed */
size_t results(double *to); /* what is compared; with NULL only counts */

#endif
