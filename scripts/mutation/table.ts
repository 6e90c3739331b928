// The table of what was measured: a row for each path, sample and seed.

export interface Fate {
  readonly kind: 'noticed' | 'noticed elsewhere' | 'SURVIVED' | 'equivalent'
  /** The tests that noticed. */
  readonly by?: string
}

type Row = readonly string[]

export function rowOf(path: string, mutants: number, seed: number, tests: string, fates: readonly Fate[]): Row {
  const count = (kind: Fate['kind']) => fates.filter((fate) => fate.kind === kind).length
  const noticed = count('noticed') + count('noticed elsewhere')
  const score = (100 * noticed) / (noticed + count('SURVIVED'))
  const numbers = [mutants, fates.length, seed, noticed, count('equivalent')].map(String)
  return [`\`${path}\``, ...numbers, `${score.toFixed(1)} %`, tests, today()]
}

const today = () => new Date().toISOString().slice(0, 10)

/** A page with a row put into its table, in place of one of the same path, sample, seed and tests. */
export function withRow(page: string, row: Row): string {
  const cells = (line: string) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1)
  const key = (some: Row) => [some[0], some[2], some[3], some[7]].join(' ')
  const lines = page.split('\n')
  const last = lines.findLastIndex((line) => line.startsWith('|'))
  const same = lines.findIndex((line) => line.startsWith('| `') && key(cells(line)) === key(row))
  const text = `| ${row.join(' | ')} |`
  return (same < 0 ? lines.toSpliced(last + 1, 0, text) : lines.with(same, text)).join('\n')
}
