"""Adam on Reddi's online problem, each run with its own betas."""

import math

import numpy as np

C, c, P = 1010.0, 10.0, 101.0


def with_numpy(rows, dimension, steps):
    b1, b2 = rows[:, 1], rows[:, 2]
    c1, c2 = 1 - b1, 1 - b2
    x = np.ones(len(rows))
    m, v = np.zeros(len(rows)), np.zeros(len(rows))
    p1, p2 = b1.copy(), b2.copy()
    for t in range(1, steps + 1):
        g = C if t % P == 1 else -c
        m = b1 * m + c1 * g
        v = b2 * v + c2 * (g * g)
        x = x - 0.5 / math.sqrt(t) * (m / (1 - p1)) / (np.sqrt(v / (1 - p2)) + 1e-8)
        x = np.clip(x, -1, 1)
        p1 = p1 * b1
        p2 = p2 * b2
    return x


def with_numba(rows, dimension, steps):
    return compiled()(rows, steps)


def loop(rows, steps):
    result = np.empty(len(rows))
    for lane in range(len(rows)):
        b1, b2 = rows[lane, 1], rows[lane, 2]
        x, m, v, p1, p2 = 1.0, 0.0, 0.0, b1, b2
        for t in range(1, steps + 1):
            g = C if t % P == 1 else -c
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * (g * g)
            x = x - 0.5 / math.sqrt(t) * (m / (1 - p1)) / (math.sqrt(v / (1 - p2)) + 1e-8)
            x = min(max(x, -1.0), 1.0)
            p1 *= b1
            p2 *= b2
        result[lane] = x
    return result


def compiled(made=[]):
    if not made:
        import numba

        made.append(numba.njit(error_model="numpy")(loop))
    return made[0]


def with_torch(rows, dimension, steps):
    """One run after the other with torch.optim.Adam, as a training loop has it."""
    import torch

    torch.set_num_threads(1)
    result = []
    for _, b1, b2 in rows:
        x = torch.ones(1, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.Adam([x], lr=0.5, betas=(b1, b2), eps=1e-8)
        for t in range(1, steps + 1):
            x.grad = torch.full((1,), C if t % P == 1 else -c, dtype=torch.float64)
            optimizer.param_groups[0]["lr"] = 0.5 / math.sqrt(t)
            optimizer.step()
            with torch.no_grad():
                x.clamp_(-1, 1)
        result.append(x.item())
    return np.array(result)
