// The one-token changes of some sources, and a sample of them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Random } from '../fuzz/random.ts'
import equivalents from './equivalents.json' with { type: 'json' }
import { type Mutation, mutations } from './operators.ts'

export interface Mutant extends Mutation {
  readonly file: string
  readonly line: number
  /** The line that is changed, without its indent. */
  readonly code: string
}

/** Mutants that nothing can notice, each with the proof; known by their code, so that they are known when lines move. */
const EQUIVALENT: readonly { file: string; code: string; change: string; reason: string }[] = equivalents

export function isEquivalent({ file, code, change }: Mutant): boolean {
  return EQUIVALENT.some((one) => one.file === file && one.code === code && one.change === change)
}

/** All mutants of a file, or of the files in a folder. */
export function mutantsOf(path: string): Mutant[] {
  return sources(path).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const lines = text.split('\n')
    return mutations(text).map((one) => {
      const line = text.slice(0, one.start).split('\n').length
      return { ...one, file, line, code: (lines[line - 1] ?? '').trim() }
    })
  })
}

function sources(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((name) => name.endsWith('.ts') && !name.includes(`${sep}browser${sep}`))
    .sort()
}

/** Some of a list, in their order: the same ones for the same seed. */
export function sample(list: readonly Mutant[], size: number, seed: number): Mutant[] {
  const random = new Random(seed)
  const drawn = list.map((mutant) => ({ mutant, key: random.next() })).sort((a, b) => a.key - b.key)
  const kept = new Set(drawn.slice(0, size).map(({ mutant }) => mutant))
  return list.filter((mutant) => kept.has(mutant))
}
