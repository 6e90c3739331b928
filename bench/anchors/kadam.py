"""k-Adam with three stages on Reddi's online problem, each run with its own betas."""

import math

import numpy as np

C, c, P, K = 1010.0, 10.0, 101.0, 3


def with_numpy(rows, dimension, steps):
    b1, b2 = rows[:, 1], rows[:, 2]
    c1, c2 = 1 - b1, 1 - b2
    x = np.ones(len(rows))
    m, v = np.zeros((K, len(rows))), np.zeros((K, len(rows)))
    p1, p2 = b1.copy(), b2.copy()
    for t in range(1, steps + 1):
        u = C if t % P == 1 else -c
        for j in range(K):
            m[j] = b1 * m[j] + c1 * u
            v[j] = b2 * v[j] + c2 * (u * u)
            u = (m[j] / (1 - p1)) / (np.sqrt(v[j] / (1 - p2)) + 1e-30)
        x = np.clip(x - 0.5 / math.sqrt(t) * u, -1, 1)
        p1 = p1 * b1
        p2 = p2 * b2
    return x


def with_numba(rows, dimension, steps):
    return compiled()(rows, steps)


def loop(rows, steps):
    result = np.empty(len(rows))
    m, v = np.empty(K), np.empty(K)
    for lane in range(len(rows)):
        b1, b2 = rows[lane, 1], rows[lane, 2]
        m[:] = 0.0
        v[:] = 0.0
        x, p1, p2 = 1.0, b1, b2
        for t in range(1, steps + 1):
            u = C if t % P == 1 else -c
            for j in range(K):
                m[j] = b1 * m[j] + (1 - b1) * u
                v[j] = b2 * v[j] + (1 - b2) * (u * u)
                u = (m[j] / (1 - p1)) / (math.sqrt(v[j] / (1 - p2)) + 1e-30)
            x = min(max(x - 0.5 / math.sqrt(t) * u, -1.0), 1.0)
            p1 *= b1
            p2 *= b2
        result[lane] = x
    return result


def compiled(made=[]):
    if not made:
        import numba

        made.append(numba.njit(error_model="numpy")(loop))
    return made[0]
