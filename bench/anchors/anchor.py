"""Commands on standard input: "run STEPS" is answered by nanoseconds, "values FILE" by the number of doubles written.

    python3 anchor.py LIBRARY PAGE ROWS LANES COLUMNS DIMENSION

A page is a module of this folder; the library is the name of its function, which takes (rows, dimension, steps).
"""

import importlib
import sys
import time

import numpy as np


def main():
    library, page, file, lanes, columns, dimension = sys.argv[1:]
    rows = np.fromfile(file).reshape(-1, int(columns))[: int(lanes)]
    work = getattr(importlib.import_module(page.replace("-", "_")), "with_" + library)
    values = None
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command == "run":
            start = time.perf_counter_ns()
            values = work(rows, int(dimension), int(argument))
            print(time.perf_counter_ns() - start, flush=True)
        else:
            np.ravel(values).astype(float).tofile(argument)
            print(np.size(values), flush=True)


main()
