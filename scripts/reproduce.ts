// Runs the whole ledger and all figures from nothing, and writes the published reference run into results/.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { checkPages } from '../src/cli/check-pages.ts'
import { type CheckedPage, checkPage } from '../src/cli/check-run.ts'
import { nothingFound, outcomeOfFindings } from '../src/cli/findings.ts'
import { LEDGER, paperOf } from '../src/cli/ledger-pages.ts'
import { prepareAll } from '../src/cli/pages.ts'
import { exactNumbers } from '../src/config/json-numbers.ts'
import { fileCatalog } from '../src/host/file-catalog.ts'
import type { Plan } from '../src/lab/prepare.ts'
import { relation } from '../src/mutate/relation.ts'
import { mutationMarkdown } from '../src/report/mutation.ts'
import { type PublishedPage, scoreboard } from '../src/report/scoreboard.ts'
import { baselineOf, writeBaseline } from '../src/theory/baseline.ts'

const RESULTS = 'results'
const RUNS = join(RESULTS, 'runs')
const CLAIMS = join(RESULTS, 'claims')

async function main(): Promise<number> {
  const { plans: ledger, inError } = await checkPages([], { mutants: true })
  const drawings = await prepareAll(figurePages(), { mutants: true })
  if (inError.length > 0 || !drawings) return 2
  for (const folder of [RUNS, CLAIMS]) rmSync(folder, { recursive: true, force: true })
  const inLedger = new Set(ledger.map(({ file }) => file))
  const checked: CheckedPage[] = []
  const pages: PublishedPage[] = []
  const figures: PublishedPage[] = []
  for (const plan of [...ledger, ...drawings.filter(({ file }) => !inLedger.has(file))]) {
    const page = await run(plan)
    console.log(`${plan.file}: ${page.seconds.toFixed(1)} s`)
    const published = publish(page)
    if (inLedger.has(plan.file)) {
      checked.push(page)
      pages.push(published)
    } else figures.push(published)
  }
  const rows = checked.flatMap((page) => page.rows)
  writeFileSync(join(RESULTS, 'baseline.json'), writeBaseline(baselineOf(rows, null, [...inLedger])))
  writeFileSync(join(RESULTS, 'README.md'), scoreboard(pages, figures, '../'))
  const trials = checked.map((page) => page.trials)
  writeFileSync(join(RESULTS, 'mutants.md'), mutationMarkdown(trials, standing))
  for (const { claim, code, worst } of rows) {
    if (code !== 0) console.log(`${claim.id}: ${worst.status}, expected ${worst.expect}`)
  }
  return outcomeOfFindings({ ...nothingFound(), pages: checked }).code
}

/** How a mutant of a rule of the catalog stands to it; null of a rule that is written in an experiment. */
function standing(rule: string, mutant: string): string | null {
  const [name = '', dialect] = rule.split('@')
  const catalog = fileCatalog()
  if (!catalog.names('optimizer').includes(name)) return null
  const page = catalog.page('optimizer', name, dialect)
  const changed = catalog.mutation.find(page, mutant)
  return (changed && relation(changed, page)?.words) ?? null
}

const figurePages = (): string[] =>
  readdirSync(LEDGER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && dirname(file).endsWith('figures'))
    .sort()
    .map((file) => join(LEDGER, file))

async function run(plan: Plan): Promise<CheckedPage> {
  const { signal } = new AbortController()
  const page = await checkPage(plan, {
    out: RUNS,
    jobs: availableParallelism(),
    signal,
    publish: true,
    trials: { mutants: 'all', rivals: true },
  })
  if (!page || 'mistakes' in page || page.failures.length > 0) throw new Error(`${plan.file} could not be run`)
  return page
}

/** Copies what of a page's results is published: its verdicts without the single runs, and its figures. */
function publish({ plan, rows, digest }: CheckedPage): PublishedPage {
  const { file, experiment } = plan
  const folder = join(CLAIMS, relative(LEDGER, file).replace(/\.ya?ml$/, ''))
  mkdirSync(folder, { recursive: true })
  const plots = experiment.plots.map(({ name }) => name)
  for (const name of plots) {
    copyFileSync(join(RUNS, experiment.name, 'plots', `${name}.svg`), join(folder, `${name}.svg`))
  }
  writeFileSync(join(folder, 'summary.json'), summary(file, experiment.title, digest, rows))
  const title = experiment.title
  return { paper: paperOf(file), file, title, digest, rows, folder: relative(RESULTS, folder), figures: plots }
}

function summary(file: string, title: string, digest: string, rows: CheckedPage['rows']): string {
  const claims = rows.map(({ claim, verdicts }) => {
    const lines = verdicts.map((verdict) => `   ${JSON.stringify(verdict, exactNumbers)}`)
    const head = { id: claim.id, title: claim.title, source: claim.source, statement: claim.statement }
    return `  {${JSON.stringify(head).slice(1, -1)}, "verdicts": [\n${lines.join(',\n')}\n  ]}`
  })
  const head = JSON.stringify({ schema: 'adam-lab/claims/1', page: file, title, digest }, null, 1).slice(0, -2)
  return `${head},\n "claims": [${claims.length > 0 ? `\n${claims.join(',\n')}\n ` : ''}]\n}\n`
}

process.exitCode = await main()
