/** A factor written in hyperparameters, and its value. */
interface Expression {
  readonly text: string
  readonly value: number
}

const ALIKE = 1e-9
const alike = (a: number, b: number): boolean => Math.abs(a - b) <= ALIKE * Math.abs(b)

/** What theory usually has for a factor, made of one hyperparameter. */
function simple(name: string, h: number): Expression[] {
  const base = [
    { text: name, value: h },
    { text: `(1 - ${name})`, value: 1 - h },
    { text: `sqrt(${name})`, value: Math.sqrt(h) },
    { text: `sqrt(1 - ${name})`, value: Math.sqrt(1 - h) },
    { text: `${name}^2`, value: h * h },
  ]
  return [...base, ...base.map(({ text, value }) => ({ text: `1 / ${text}`, value: 1 / value }))]
}

type Values = Readonly<Record<string, number>>

function candidates(values: Values): Expression[] {
  const each = Object.entries(values).map(([name, h]) => simple(name, h))
  const single = each.flat()
  const products = each.flatMap((first, i) =>
    each.slice(i + 1).flatMap((second) =>
      first.flatMap((a) =>
        second.map((b) => ({
          text: b.text.startsWith('1 / ') ? `${a.text} / ${b.text.slice(4)}` : `${a.text} * ${b.text}`,
          value: a.value * b.value,
        })),
      ),
    ),
  )
  return [...single, ...products]
}

/** Brackets around a whole expression say nothing. */
const bare = (text: string): string => (/^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text)

/**
 * A factor as an expression in hyperparameters that gives it at two settings of them, the simplest first; a number if it is
 * the same at both; null if no expression fits.
 */
export function factorText(
  first: { readonly values: Values; readonly factor: number },
  second: { readonly values: Values; readonly factor: number },
): string | null {
  if (alike(first.factor, second.factor)) return String(Number(first.factor.toPrecision(10)))
  const others = candidates(second.values)
  const found = candidates(first.values).find(
    ({ value }, k) => alike(value, first.factor) && alike(others[k]?.value ?? Number.NaN, second.factor),
  )
  return found ? bare(found.text) : null
}
