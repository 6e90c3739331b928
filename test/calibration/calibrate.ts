// Simulates claims whose truth is on their very edge, and writes how often they are called true or false to docs/verdicts.md:
// `npm run calibrate`, or with fewer repeats `npm run calibrate -- 400`. Minutes.
import { readFileSync, writeFileSync } from 'node:fs'
import { LAWS } from './laws.ts'
import { boundAtEdge, orderAtEdge, rateAtEdge, regionAtEdge, type Wrong } from './wrong.ts'

const DOC = 'docs/verdicts.md'
const [BEGIN, END] = ['<!-- calibration -->', '<!-- /calibration -->']
const SIZES = [24, 48, 100, 200, 1000]
const RATE_SIZES = [24, 48, 100, 200]
const repeats = Number(process.argv[2] ?? 4000)
if (!(Number.isInteger(repeats) && repeats > 0)) throw new Error('the number of repeats is a whole number')

const cell = ({ holds, violated }: Wrong) => [holds, violated].map((share) => (100 * share).toFixed(1)).join(' / ')
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function table(head: string, sizes: readonly number[], rows: readonly [string, (n: number) => Wrong][]): string {
  const lines = rows.map(([name, measure]) => {
    const cells = sizes.map((n) => cell(measure(n)))
    console.log(row([name, ...cells]))
    return row([name, ...cells])
  })
  return [row([head, ...sizes.map((n) => `n = ${n}`)]), row(['---', ...sizes.map(() => '---')]), ...lines].join('\n')
}

const bounds = LAWS.flatMap((law): [string, (n: number) => Wrong][] => [
  [law.name, (n) => boundAtEdge(law, n, repeats)],
  [`minus ${law.name}`, (n) => boundAtEdge(law, n, repeats, -1)],
])
const rates = LAWS.filter(({ name }) => !['normal', 'Student t(3)', 'uniform'].includes(name)).flatMap(
  (law): [string, (n: number) => Wrong][] => [
    [law.name, (n) => rateAtEdge(law, n, repeats, false)],
    [`${law.name}, shared`, (n) => rateAtEdge(law, n, repeats, true)],
  ],
)
const text = [
  `Wrong \`holds\` / wrong \`violated\` in per cent, in ${repeats} simulated experiments whose truth is on the very edge of the claim (\`npm run calibrate\`).`,
  table('bound', SIZES, bounds),
  table(
    'order',
    SIZES,
    LAWS.map((law) => [law.name, (n) => orderAtEdge(law, n, repeats)]),
  ),
  table('rate, drawn anew at each horizon, or shared by them', RATE_SIZES, rates),
  table('region', SIZES, [['one of 16 cells of even chances', (n) => regionAtEdge(n, Math.ceil(repeats / 4))]]),
].join('\n\n')

const doc = readFileSync(DOC, 'utf8')
const [from, to] = [doc.indexOf(BEGIN), doc.indexOf(END)]
if (from < 0 || to < from) throw new Error(`${DOC} has no place for the table`)
writeFileSync(DOC, `${doc.slice(0, from + BEGIN.length)}\n${text}\n${doc.slice(to)}`)
