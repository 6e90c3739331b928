"""ADOPT on a quadratic whose curvatures range from 1 to 1000, with the noise of Student's t law, nu = 3."""

import math

import numpy as np

import philox

NU = 3.0


def with_numpy(rows, dimension, steps):
    seeds = rows[:, 0].astype(np.uint64)[:, None]
    k = np.arange(1, dimension + 1, dtype=np.uint64)[None, :]
    curvature = 1000.0 ** ((k - 1.0) / (dimension - 1))
    x = np.ones((len(rows), dimension))
    m, v = np.zeros_like(x), np.zeros_like(x)
    for step in range(1, steps + 1):
        u, w = philox.uniforms(seeds, np.uint64(0), np.uint64(step), k)
        g = curvature * x + np.sqrt(NU * (np.exp(-2 / NU * np.log(u)) - 1)) * np.cos(2 * math.pi * w)
        if step == 1:
            v = g * g
            continue
        limit = (step - 1.0) ** 0.25
        m = 0.9 * m + (1 - 0.9) * np.clip(g / np.maximum(np.sqrt(v), 1e-6), -limit, limit)
        x = x - 1e-3 * m
        v = 0.9999 * v + (1 - 0.9999) * (g * g)
    return x


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
        m, v = np.empty(dimension), np.empty(dimension)
        curvature = 1000.0 ** (np.arange(dimension) / (dimension - 1))
        for lane in range(len(rows)):
            x = result[lane]
            m[:] = 0.0
            v[:] = 0.0
            for step in range(1, steps + 1):
                limit = (step - 1.0) ** 0.25
                for k in range(dimension):
                    u, w = uniforms(np.uint64(rows[lane, 0]), np.uint64(0), np.uint64(step), np.uint64(k + 1))
                    g = curvature[k] * x[k] + math.sqrt(NU * (math.exp(-2 / NU * math.log(u)) - 1)) * math.cos(2 * math.pi * w)
                    if step == 1:
                        v[k] = g * g
                        continue
                    scaled = min(max(g / max(math.sqrt(v[k]), 1e-6), -limit), limit)
                    m[k] = 0.9 * m[k] + (1 - 0.9) * scaled
                    x[k] = x[k] - 1e-3 * m[k]
                    v[k] = 0.9999 * v[k] + (1 - 0.9999) * (g * g)
        return result

    made.append(loop)
    return loop
