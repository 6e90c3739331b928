import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A page as plain data. */
export type Tree = Record<string, unknown>

const pagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file))

const read = (file: string): Tree => parse(readFileSync(file, 'utf8'), { merge: true }) as Tree

const without = (page: Tree, keys: readonly string[]): Tree =>
  Object.fromEntries(Object.entries(page).filter(([key]) => !keys.includes(key)))

/** Shipped experiments, and one for each problem and optimizer of the catalog, in which its page is written out. */
export function seedPages(root: string): Tree[] {
  const experiments = ['configs', 'experiments'].flatMap((folder) => pagesIn(join(root, folder))).map(read)
  const own = (kind: string) => pagesIn(join(root, 'src/catalog', kind)).map(read)
  const measures = { far: 'norm(x)', loss: 'loss', late: { use: 'tail-mean', of: 'norm(x)' } }
  const around = { steps: 20, seeds: 2, measures, plots: [{ kind: 'trajectory', measure: 'far' }] }
  const claims = [{ id: 'far', judge: 'bound', measure: 'far', bound: '1e9 / sqrt(t)' }]
  const problems = own('problems').map((problem, k) => ({
    name: `problem-${k}`,
    problem,
    optimizers: [{ use: 'sgd', lr: [0.1, 0.01] }, 'adam'],
    ...around,
    claims,
  }))
  const optimizers = own('optimizers').map((optimizer, k) => ({
    name: `optimizer-${k}`,
    problem: { use: 'ill-scaled-quadratic', d: 2, noise: { use: 'student-t', nu: [3, 4] } },
    optimizers: { name: 'own', ...without(optimizer, ['dialects', 'name']) },
    average: { use: 'model-ema', decay: 0.9 },
    ...around,
    claims,
  }))
  return [...experiments, ...problems, ...optimizers]
}
