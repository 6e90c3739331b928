import { createHash } from 'node:crypto'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { lab } from '../../src/lab/lab.ts'
import { prepare } from '../../src/lab/prepare.ts'
import type { Verdict } from '../../src/run/verdict.ts'

const catalog = fileCatalog()
const system = {
  sha256: () => createHash('sha256'),
  pause: () => Promise.resolve(),
  threads: () => () => {
    throw new Error('these pages run in this thread')
  },
}

/** What is wrong with a page, each mistake with its place and its hint. */
export function mistakesOf(text: string): string[] {
  const { diagnostics } = prepare({ file: 'page.yaml', text }, {}, { catalog, readFile: () => '' })
  return diagnostics.map(({ start, message, hint }) => `${start.line}:${start.column} ${message} [${hint}]`)
}

/** A page run in this process, from its text to what is found. */
export async function found(text: string) {
  const { plan, diagnostics } = prepare({ file: 'page.yaml', text }, {}, { catalog, readFile: () => '' })
  if (!plan) throw new Error(diagnostics.map(({ start, message }) => `${start.line}: ${message}`).join('\n'))
  return lab(plan.experiment, { system, jobs: 0, store: null })
}

/** The verdicts of a page by claim; of a claim over a grid the first. */
export async function verdictsOf(text: string): Promise<Record<string, Verdict>> {
  const { verdicts } = await found(text)
  return Object.fromEntries(verdicts.toReversed().map((verdict) => [verdict.claim, verdict]))
}
