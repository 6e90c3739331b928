/** A page with claims that hold and one that does not, three kinds of figure, hypotheses and mutants. */
export const PAGE = `
name: browser
title: ADOPT reaches the optimum for every beta2; Adam does not
description: The gradient is k^2 with probability 1/k and -k otherwise.
problem: {use: adopt-toy, k: 10, start: 0}
optimizers:
  - {use: adam@no-bias-correction, label: adam, lr: 0.05/sqrt(1 + 0.01*t), eps: 0, beta1: 0.9, beta2: [0.1, 0.5, 0.999]}
  - {use: adopt, dialect: original, lr: 0.05/sqrt(1 + 0.01*t), eps: 0, beta1: 0.9, beta2: [0.1, 0.5, 0.999]}
steps: 20000
seeds: 12
measures:
  x1: x[1]
  gap: x[1] + 1.000001
claims:
  - id: adopt/limit
    source: "Taniguchi et al. 2024, section 3"
    statement: ADOPT ends near -1 for every beta2.
    optimizer: adopt@original
    hypotheses: [beta1 < 1, "k > 1"]
    judge: limit
    measure: x1
    predict: -1
    within: 0.2
    mutants: [adopt@v_t]
  - id: adam/limit
    statement: Adam ends near -1 too.
    optimizer: adam
    where: {beta2: 0.5}
    judge: limit
    measure: x1
    predict: -1
    within: 0.05
plots:
  - {kind: trajectory, measure: x1, x: log}
  - {kind: trajectory, measure: gap, x: log, y: log}
`

/** A map of cells with a predicted boundary. */
export const MAP = `
name: map
title: Where the update explodes once the gradient dies
problem: {name: impulse, title: One gradient, loss: "t == 1 ? x[1] : 0"}
optimizers:
  use: adam@no-bias-correction
  lr: 1e-3
  eps: 0
  beta1: {from: 0.5, to: 0.995, count: 12, scale: log1m}
  beta2: {from: 0.25, to: 0.999, count: 12, scale: log1m}
steps: 100
record: 1
measures:
  growth: (log(abs(m[1])) - 0.5 * log(v[1])) / t
plots:
  - {kind: region, measure: growth, x: beta1, y: beta2, boundary: beta1^2 - beta2}
`

/** Maps with so many cells that they are drawn as pictures, one of signed values over decades; panels and rows of names beside them. */
export const PICTURES = `
name: pictures
title: Maps that are drawn as pictures, with a title that is broken into several lines on a narrow screen
problem: {name: impulse, title: One gradient, loss: "t == 1 ? x[1] : 0"}
optimizers:
  use: adam@no-bias-correction
  lr: 1e-3
  eps: 0
  beta1: {from: 0.5, to: 0.99, count: 40}
  beta2: {from: 0.25, to: 0.999, count: 40, scale: log1m}
steps: 3
record: 1
measures:
  m1: m[1]
plots:
  - {kind: region, measure: m1, x: beta1, y: beta2}
`
