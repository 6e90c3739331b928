import fc from 'fast-check'

type Text = fc.Arbitrary<string>

const join = (build: (...parts: string[]) => string, ...parts: Text[]): Text =>
  fc.tuple(...parts).map((texts) => build(...texts))

type Grammar = {
  scalar: string
  vector: string
  smooth: string
}

const constants = fc.constantFrom('0.5', '1.25', '2', '3', '0.75')

/**
 * Random expressions over a scalar `a` and vectors `x`, `y`. They stay inside the domains of all functions, and what
 * jumps (floor, mod, sign, comparisons) is only applied to leaves, so that rounding does not decide the result.
 */
const { scalar, vector, smooth } = fc.letrec<Grammar>((tie) => {
  const [s, v, m] = [tie('scalar'), tie('vector'), tie('smooth')]
  const leafV = fc.constantFrom('x', 'y')
  const both = (t: Text, other: Text): Text[] => [
    join((a, b) => `(${a} + ${b})`, t, other),
    join((a, b) => `(${a} - ${b})`, t, other),
    join((a, b) => `${a} * (${b})`, t, other),
    join((a, b) => `(${a}) / (1 + abs(${b}))`, t, other),
    join((a, b) => `max(${a}, ${b})`, t, other),
    join((a, b) => `min(${a}, ${b}, 1.5)`, t, other),
    join((a, b) => `pow(abs(${a}) + 0.5, tanh(${b}))`, t, other),
  ]
  const one = (t: Text, leaf: Text): Text[] => [
    join((a) => `sqrt(abs(${a}) + 0.25)`, t),
    join((a) => `abs(${a})`, t),
    join((a) => `exp(tanh(${a}))`, t),
    join((a) => `log(abs(${a}) + 0.5)`, t),
    join((a) => `sin(${a}) + cos(${a})`, t),
    join((a) => `tan(tanh(${a}))`, t),
    join((a) => `-(${a})^2`, t),
    join((a) => `(abs(${a}) + 0.5)^1.5`, t),
    join((a) => `clamp(${a}, -1.1, 1.3)`, t),
    join((a, b) => `floor(${a} * 1.7) * (${b})`, leaf, t),
    join((a, b) => `(${b}) * mod(${a}, 0.7)`, leaf, t),
    join((a, b) => `sign(${a}) * (${b})`, leaf, t),
    join((a, b, c) => `(${a} > 0.3 and not (${a} >= 2.2) or ${a} < -1 ? ${b} : ${c})`, leaf, t, t),
  ]
  return {
    scalar: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
      fc.constantFrom('a', 'x[1]', 'y[3]'),
      constants,
      join((a) => `sum(${a})`, v),
      join((a) => `mean(${a})`, v),
      join((a) => `norm(${a})`, v),
      join((a) => `norm1(${a})`, v),
      join((a) => `norminf(${a})`, v),
      join((a) => `prod(${a})`, v),
      join((a) => `max(${a})`, v),
      join((a) => `min(${a})`, v),
      join((a, b) => `dot(${a}, ${b})`, v, v),
      ...both(s, s),
      ...one(s, fc.constantFrom('a', 'x[2]')),
    ),
    vector: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
      leafV,
      fc.constantFrom('[0.5, -1, 2]', 'i'),
      ...both(v, v),
      ...both(v, s),
      ...both(s, v),
      ...one(v, leafV),
    ),
    smooth: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true, maxDepth: 5 },
      fc.constantFrom('x', 'x', 'y'),
      constants,
      join((a, b) => `(${a} + ${b})`, m, m),
      join((a, b) => `(${a} - ${b})`, m, m),
      join((a, b) => `${a} * (${b})`, m, m),
      join((a, b) => `(${a}) / (1 + (${b})^2)`, m, m),
      join((a, b) => `((${a})^2 + 0.5)^tanh(${b})`, m, m),
      join((a) => `sqrt((${a})^2 + 0.25)`, m),
      join((a) => `abs(${a})`, m),
      join((a) => `exp(tanh(${a}))`, m),
      join((a) => `log((${a})^2 + 0.5)`, m),
      join((a) => `sin(${a})`, m),
      join((a) => `cos(${a})`, m),
      join((a) => `tan(tanh(${a}))`, m),
      join((a) => `-(${a})^3`, m),
    ),
  }
})

/** Scalar-valued; vector-valued; and scalar in scalars `x`, `y` with only what mathjs can differentiate. */
export { scalar as scalarText, smooth as smoothText, vector as vectorText }

/** Doubles of moderate size, away from 0 and with full mantissas. */
export const coordinate = fc
  .double({ min: -2.5, max: 2.5, noNaN: true })
  .map((value) => (Math.abs(value) < 0.05 ? value + 0.3137 : value))

/** Values of `a`, `x` and `y`, shifted so that neither they nor their differences tie by accident. */
export const point = fc.array(coordinate, { minLength: 7, maxLength: 7 }).map((values) => {
  const [a = 0, ...rest] = values.map((value, k) => value + 0.0137 * (k + 1) ** 1.7)
  return { a, x: rest.slice(0, 3), y: rest.slice(3) }
})
