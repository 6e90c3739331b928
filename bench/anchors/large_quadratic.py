"""Adam in many dimensions on a quadratic whose curvatures range from 1 to 1000, with gaussian noise: one run after the other."""

import math

import numpy as np

import philox


def with_numpy(rows, dimension, steps):
    k = np.arange(1, dimension + 1, dtype=np.uint64)
    curvature = 1000.0 ** ((k - 1.0) / (dimension - 1))
    result = np.ones((len(rows), dimension))
    for lane in range(len(rows)):
        x, m, v = np.ones(dimension), np.zeros(dimension), np.zeros(dimension)
        p1, p2 = 0.9, 0.999
        for step in range(1, steps + 1):
            u, w = philox.uniforms(np.uint64(rows[lane, 0]), np.uint64(0), np.uint64(step), k)
            g = curvature * x + 0.1 * np.sqrt(-2 * np.log(u)) * np.cos(2 * math.pi * w)
            m = 0.9 * m + (1 - 0.9) * g
            v = 0.999 * v + (1 - 0.999) * (g * g)
            x = x - 1e-3 * (m / (1 - p1)) / (np.sqrt(v / (1 - p2)) + 1e-8)
            p1 *= 0.9
            p2 *= 0.999
        result[lane] = x
    return result


def with_numba(rows, dimension, steps):
    return compiled()(rows, dimension, steps)


def compiled(made=[]):
    if made:
        return made[0]
    import numba

    uniforms = philox.compiled_uniforms()

    @numba.njit(error_model="numpy")
    def loop(rows, dimension, steps):
        result = np.ones((len(rows), dimension))
        curvature = 1000.0 ** (np.arange(dimension) / (dimension - 1))
        for lane in range(len(rows)):
            x, m, v = result[lane], np.zeros(dimension), np.zeros(dimension)
            p1, p2 = 0.9, 0.999
            for step in range(1, steps + 1):
                for k in range(dimension):
                    u, w = uniforms(np.uint64(rows[lane, 0]), np.uint64(0), np.uint64(step), np.uint64(k + 1))
                    g = curvature[k] * x[k] + 0.1 * math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * w)
                    m[k] = 0.9 * m[k] + (1 - 0.9) * g
                    v[k] = 0.999 * v[k] + (1 - 0.999) * (g * g)
                    x[k] = x[k] - 1e-3 * (m[k] / (1 - p1)) / (math.sqrt(v[k] / (1 - p2)) + 1e-8)
                p1 *= 0.9
                p2 *= 0.999
        return result

    made.append(loop)
    return loop
