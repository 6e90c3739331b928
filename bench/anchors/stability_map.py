"""Adam without bias correction after a single gradient, each run with its own betas; then how fast its update grew."""

import math

import numpy as np


def with_numpy(rows, dimension, steps):
    b1, b2 = rows[:, 1], rows[:, 2]
    c1, c2 = 1 - b1, 1 - b2
    x, m, v = np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(len(rows))
    for t in range(1, steps + 1):
        g = 1.0 if t == 1 else 0.0
        m = b1 * m + c1 * g
        v = b2 * v + c2 * (g * g)
        x = x - 0.001 * m / (np.sqrt(v) + 0.0)
    return np.array([x, (np.log(np.abs(m)) - 0.5 * np.log(v)) / steps])


def with_numba(rows, dimension, steps):
    return compiled()(rows, steps)


def loop(rows, steps):
    result = np.empty((2, len(rows)))
    for lane in range(len(rows)):
        b1, b2 = rows[lane, 1], rows[lane, 2]
        x, m, v = 0.0, 0.0, 0.0
        for t in range(1, steps + 1):
            g = 1.0 if t == 1 else 0.0
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * (g * g)
            x = x - 0.001 * m / (math.sqrt(v) + 0.0)
        result[0, lane] = x
        result[1, lane] = (math.log(abs(m)) - 0.5 * math.log(v)) / steps
    return result


def compiled(made=[]):
    if not made:
        import numba

        made.append(numba.njit(error_model="numpy")(loop))
    return made[0]
