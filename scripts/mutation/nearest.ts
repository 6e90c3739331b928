// Which tests to ask first about a source: those that import it, and of those the quickest.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import ts from 'typescript'

/** Folders of tests that look at the built program, at browsers or at the machine: they are no help to other floors. */
const BLIND = ['browser', 'cli', 'docs', 'files', 'mutation']

const imports = new Map<string, readonly string[]>()

/** The files of the project that a file imports; read once, before anything is changed. */
function importsOf(file: string): readonly string[] {
  let found = imports.get(file)
  if (!found) {
    found = ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && fileName.endsWith('.ts'))
      .map(({ fileName }) => join(dirname(file), fileName))
      .filter((path) => existsSync(path))
    imports.set(file, found)
  }
  return found
}

/** How many imports lead from a file to each that it needs. */
function distances(file: string): Map<string, number> {
  const distance = new Map([[file, 0]])
  for (const [at, steps] of distance) {
    for (const next of importsOf(at)) if (!distance.has(next)) distance.set(next, steps + 1)
  }
  return distance
}

export interface TestFile {
  readonly path: string
  /** The folder of `test` that it is in. */
  readonly folder: string
  readonly distance: ReadonlyMap<string, number>
}

/** All tests. */
export function testFiles(): TestFile[] {
  return readdirSync('test', { recursive: true })
    .map((name) => join('test', String(name)))
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => ({ path, folder: path.split(sep)[1] ?? '', distance: distances(path) }))
}

/** The tests of a source's floor, and those of others that can see a mutant of it. */
export function nearAndFar(tests: readonly TestFile[], file: string): readonly [near: TestFile[], far: TestFile[]] {
  const own = ownFolders(file)
  return [
    tests.filter(({ folder }) => own.includes(folder)),
    tests.filter(({ folder }) => !own.includes(folder) && !BLIND.includes(folder)),
  ]
}

/** Folders of tests, beside that of its name, that are about a floor: what pages make of it, with the words for what is wrong. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  lang: ['config', 'errors', 'budget'],
  config: ['errors', 'budget'],
  compose: ['config', 'errors', 'budget'],
  kernel: ['kernel-math'],
}

function ownFolders(file: string): string[] {
  const floor = file.split(sep)[1] ?? ''
  return [floor, ...(ABOUT[floor] ?? [])]
}

/** Those of some tests that need a file, the nearest first; an import farther is as good as a second longer. */
export function nearestFirst(
  tests: readonly TestFile[],
  file: string,
  seconds: ReadonlyMap<string, number>,
): readonly string[] {
  const cost = (test: TestFile) => (test.distance.get(file) ?? 0) + (seconds.get(test.path) ?? 1)
  return tests
    .filter(({ distance }) => distance.has(file))
    .sort((a, b) => cost(a) - cost(b))
    .map(({ path }) => path)
}
