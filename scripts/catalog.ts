import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { runConstants } from '../src/compose/constants.ts'
import type { Experiment } from '../src/config/experiment.ts'
import type { Kind } from '../src/config/library.ts'
import { loadExperiment } from '../src/config/load.ts'
import type { Draw, NoiseUse, Page, ProblemPage } from '../src/config/pages.ts'
import { fileCatalog } from '../src/host/file-catalog.ts'
import { preparePage, runPage } from '../src/host/laboratory.ts'
import type { Plan } from '../src/lab/prepare.ts'
import { catalogMarkdown } from '../src/report/catalog.ts'

const KINDS = ['optimizer', 'problem', 'noise', 'average', 'measure', 'prediction'] as const satisfies readonly Kind[]
const FIGURES = 'catalog'

/**
 * `docs/catalog.md` with its figures, by path relative to `docs`: a pure function of the pages of the catalog and of those
 * in `configs` and `experiments`.
 */
export async function catalogDocument(root: string): Promise<Map<string, string>> {
  const catalog = fileCatalog()
  const pages = Object.fromEntries(
    KINDS.map((kind) => [kind, catalog.names(kind).map((name): Page => catalog.page(kind, name))]),
  ) as Record<Kind, Page[]>
  const figure = (problem: string) => `${FIGURES}/${problem}.svg`
  const text = catalogMarkdown({ pages, users: users(root, pages), figure })
  const files = new Map([['catalog.md', text]])
  for (const page of pages.problem) files.set(figure(page.name), await draw(page as ProblemPage))
  return files
}

/** How the expected loss falls, or does not, with a few rules; how far steps go where it is flat. */
async function draw(page: ProblemPage): Promise<string> {
  const flat = page.facts.mean_gradient?.source.text === '0'
  const gap = page.facts.minimum && page.objective ? '{use: objective-gap}' : page.objective ? 'objective' : 'loss'
  const random = page.draws.length > 0 || page.noise !== null
  const text = (rate: number) => `name: ${page.name}
problem: ${page.name}
optimizers:
  - {use: sgd, lr: ${rate}/sqrt(t)}
  - {use: adam, lr: 0.1/sqrt(t)}
  - {use: amsgrad, lr: 0.1/sqrt(t)}
  - {use: adopt, lr: 0.1/sqrt(t)}
steps: 10000
record: 60
seeds: ${random ? 8 : 1}
measures: {${flat ? 'step: norminf(x - x_before)' : `gap: ${gap}`}}
plots: [{kind: trajectory, measure: ${flat ? 'step' : 'gap'}, name: figure, title: ${JSON.stringify(page.title)}}]
`
  // Plain gradient steps are stable up to 2 / L only.
  const { experiment } = planOf(page.name, text(0.1))
  const place = { problem: page.name, optimizer: 'sgd', hyper: {}, given: {}, horizon: 1 }
  const { L = 1 } = runConstants(experiment, place)
  const out = mkdtempSync(join(tmpdir(), 'adam-lab-'))
  try {
    const plan = planOf(page.name, text(Number((0.1 / Math.max(1, L / 10)).toPrecision(3))))
    await runPage(plan, { out, jobs: 0, format: 'csv', replay: '', version: '' })
    return readFileSync(join(out, page.name, 'plots/figure.svg'), 'utf8')
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function planOf(name: string, text: string): Plan {
  const { plan, diagnostics } = preparePage({ file: `${name}.yaml`, text }, {})
  if (!plan) throw new Error(`${name}: ${diagnostics.map(({ message }) => message).join('; ')}`)
  return plan
}

/** Which pages of experiments, and of the catalog itself, use a page. */
function users(root: string, pages: Readonly<Record<Kind, readonly Page[]>>): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  const use = (kind: Kind, name: string, by: string) => {
    const key = `${kind} ${name}`
    found.set(key, (found.get(key) ?? new Set()).add(by))
  }
  const laws = (draws: readonly Pick<Draw, 'law'>[], noise: NoiseUse | null, by: string) => {
    for (const law of [...draws.map(({ law }) => law), noise]) {
      if (law !== null && law !== 'uniform') use('noise', law.page.name, by)
    }
  }
  const inPage = (page: Page, by: string) => {
    if (page.kind === 'problem') laws([...page.draws, ...page.data], page.noise, by)
    else if (page.kind !== 'prediction') laws(page.draws, null, by)
  }
  for (const page of KINDS.flatMap((kind) => pages[kind])) inPage(page, page.name)
  for (const [file, { problems, optimizers, average, measures }] of experiments(root)) {
    for (const { page } of [...problems, ...optimizers, ...measures, ...(average ? [average] : [])]) {
      if (pages[page.kind].some(({ name }) => name === page.name)) use(page.kind, page.name, file)
      else inPage(page, file)
    }
  }
  return new Map([...found].map(([key, by]) => [key, [...by].sort()]))
}

/** The experiments of the repository, by path. */
function experiments(root: string): [string, Experiment][] {
  return ['configs', 'experiments'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file): [string, Experiment] => {
        const path = join(root, folder, file)
        const { experiment, diagnostics } = loadExperiment(readFileSync(path, 'utf8'), {
          file: relative(root, path),
          catalog: fileCatalog(),
          readFile: (other) => readFileSync(resolve(dirname(path), other), 'utf8'),
        })
        if (!experiment) throw new Error(`${path}: ${diagnostics[0]?.message}`)
        return [relative(root, path), experiment]
      }),
  )
}
