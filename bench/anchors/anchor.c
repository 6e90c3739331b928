/* Commands on standard input: "run STEPS" is answered by nanoseconds, "values FILE" by the number of doubles written. */
#include "anchor.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

long lanes, dimension, columns;
const double *rows;

static double *read_rows(const char *file) {
  double *found = numbers((size_t)(lanes * columns));
  FILE *in = fopen(file, "rb");
  if (!in || fread(found, 8, (size_t)(lanes * columns), in) != (size_t)(lanes * columns)) exit(1);
  fclose(in);
  return found;
}

static size_t write_results(const char *file) {
  size_t count = results(NULL);
  double *values = numbers(count);
  results(values);
  FILE *out = fopen(file, "wb");
  if (!out || fwrite(values, 8, count, out) != count || fclose(out) != 0) exit(1);
  free(values);
  return count;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  lanes = atol(argv[2]);
  columns = atol(argv[3]);
  dimension = atol(argv[4]);
  rows = read_rows(argv[1]);
  setup();
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    if (strncmp(line, "run ", 4) == 0) {
      struct timespec from, to;
      reset();
      clock_gettime(CLOCK_MONOTONIC, &from);
      run(atol(line + 4));
      clock_gettime(CLOCK_MONOTONIC, &to);
      printf("%.0f\n", 1e9 * (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec));
    } else if (strncmp(line, "values ", 7) == 0) {
      printf("%zu\n", write_results(line + 7));
    }
    fflush(stdout);
  }
  return 0;
}
