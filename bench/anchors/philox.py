"""Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC11) with the counter (step, 0, coordinate, 0) and the key (seed, stream).

In 64-bit words, which hold the products of 32-bit words: arrays of them in NumPy, single ones in numba.
"""

import numpy as np

LOW, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
P, Q = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
BUMP0, BUMP1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
FIVE, SIX, ZERO = np.uint64(5), np.uint64(6), np.uint64(0)


def unit(a, b):
    return np.maximum(((a >> FIVE) * 67108864.0 + (b >> SIX)) * 2.0**-53, 2.0**-54)


def uniforms(seed, stream, step, coordinate):
    """The two uniform numbers of a block; all arguments are numpy.uint64 or arrays of it, steps below 2^32."""
    c0, c1, c2, c3, k0, k1 = step, ZERO, coordinate, ZERO, seed, stream
    for _ in range(10):
        a, b = P * c0, Q * c2
        c0, c1, c2, c3 = (b >> HALF) ^ c1 ^ k0, b & LOW, (a >> HALF) ^ c3 ^ k1, a & LOW
        k0, k1 = (k0 + BUMP0) & LOW, (k1 + BUMP1) & LOW
    return unit(c0, c1), unit(c2, c3)


def compiled_uniforms():
    """The same for loops that numba compiles."""
    import numba

    small = numba.njit(inline="always")(unit)

    @numba.njit
    def draw(seed, stream, step, coordinate):
        c0, c1, c2, c3, k0, k1 = step, ZERO, coordinate, ZERO, seed, stream
        for _ in range(10):
            a, b = P * c0, Q * c2
            c0, c1, c2, c3 = (b >> HALF) ^ c1 ^ k0, b & LOW, (a >> HALF) ^ c3 ^ k1, a & LOW
            k0, k1 = (k0 + BUMP0) & LOW, (k1 + BUMP1) & LOW
        return small(c0, c1), small(c2, c3)

    return draw
