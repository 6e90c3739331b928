"""Clipped Adam with random scaling and a model EMA on a quadratic whose curvatures range from 1 to 10."""

import math

import numpy as np

import philox

D, B1 = 1e-3, 0.99
B2 = B1 * B1
RATE = D * math.sqrt((1 + B1) / (1 - B1))


def with_numpy(rows, dimension, steps):
    seeds = rows[:, 0].astype(np.uint64)
    curvature = 10.0 ** (np.arange(dimension) / (dimension - 1))
    x = np.ones((len(rows), dimension))
    m, v, average = np.zeros_like(x), np.zeros((len(rows), 1)), x.copy()
    for step in range(1, steps + 1):
        g = curvature * x
        m = B1 * m + (1 - B1) * g
        v = B2 * v + (1 - B2) * (g * g).sum(axis=1, keepdims=True)
        z = -RATE * m / np.sqrt(v)
        z = z * np.minimum(1, D / np.sqrt((z * z).sum(axis=1, keepdims=True)))
        u, _ = philox.uniforms(seeds, np.uint64(1), np.uint64(step), np.uint64(0))
        x = x - np.log(u)[:, None] * z
        average = 0.99 * average + (1 - 0.99) * x
    return np.array([x, average])


def with_numba(rows, dimension, steps):
    return compiled()(rows, dimension, steps)


def compiled(made=[]):
    if made:
        return made[0]
    import numba

    uniforms = philox.compiled_uniforms()

    @numba.njit(error_model="numpy")
    def loop(rows, dimension, steps):
        result = np.ones((2, len(rows), dimension))
        curvature = 10.0 ** (np.arange(dimension) / (dimension - 1))
        m, z = np.empty(dimension), np.empty(dimension)
        for lane in range(len(rows)):
            x, average = result[0, lane], result[1, lane]
            m[:] = 0.0
            v = 0.0
            for step in range(1, steps + 1):
                square, size = 0.0, 0.0
                for k in range(dimension):
                    g = curvature[k] * x[k]
                    square += g * g
                    m[k] = B1 * m[k] + (1 - B1) * g
                v = B2 * v + (1 - B2) * square
                root = math.sqrt(v)
                for k in range(dimension):
                    z[k] = -RATE * m[k] / root
                    size += z[k] * z[k]
                u, _ = uniforms(np.uint64(rows[lane, 0]), np.uint64(1), np.uint64(step), np.uint64(0))
                clip, scale = min(1.0, D / math.sqrt(size)), -math.log(u)
                for k in range(dimension):
                    x[k] = x[k] + scale * (z[k] * clip)
                    average[k] = 0.99 * average[k] + (1 - 0.99) * x[k]
        return result

    made.append(loop)
    return loop
