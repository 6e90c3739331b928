const GROUPS = /^\d{1,3}([,_ ]\d{3})+$|^\d+(_\d+)+$/
const SUFFIXES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6 }

/** The number that a text stands for: `"1000"`, `1_000`, `1,000`, `10k`, `10^3` and `5%` are texts in YAML. */
export function numberMeant(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const plain = value.trim().replace(GROUPS, (whole) => whole.replaceAll(/[,_ ]/g, ''))
  const [, digits = plain, suffix = ''] = /^([\d.]+) ?([kKM%])$/.exec(plain) ?? []
  const [, base, power] = /^(\d+) ?(?:\^|\*\*) ?(\d+)$/.exec(plain) ?? []
  const number = base === undefined ? Number(digits) : Number(base) ** Number(power)
  // A number that is divided keeps its digits: 7% is 0.07.
  const scaled = suffix === '%' ? number / 100 : number * (SUFFIXES[suffix] ?? 1)
  return /\d/.test(plain) && Number.isFinite(scaled) ? scaled : null
}

/** The share of the whole that a text such as `10%` states; null if it is none. */
export const shareMeant = (value: unknown): number | null =>
  typeof value === 'string' && value.trim().endsWith('%') ? numberMeant(value) : null
