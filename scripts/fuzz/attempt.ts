import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { verdictLines } from '../../src/cli/verdicts.ts'
import { formatDiagnostic } from '../../src/config/codeframe.ts'
import { preparePage, runPage } from '../../src/host/laboratory.ts'
import type { Diagnostic } from '../../src/lang/source.ts'
import type { Tree } from './seeds.ts'

/** Runs are short. */
const STEPS = 20
const OPTION = `--steps ${STEPS}`

/** More runs than these are not made. */
const MOST_RUNS = 64

/** What a page came to; `wrong` says what no page of a user's may bring about. */
export interface Attempt {
  readonly outcome: 'refused' | 'accepted' | 'run'
  readonly wrong: string | null
  readonly seconds: number
}

/** Words that only a mistake of this program says. */
const INTERNAL =
  /undefined|\[object|is not a function$|is not iterable|Cannot (read|convert|destructure)|internal|NaNth|call stack/i

/** What is wrong with a diagnostic itself; null if nothing is. */
export function unfit(diagnostic: Diagnostic, text: string): string | null {
  const { file, start, message, hint = '' } = diagnostic
  const lines = text.split('\n')
  if (INTERNAL.test(message.replaceAll(/'[^']*'/g, ''))) return `says: ${message}`
  // What a page and an option say of the same is told at the option.
  if (file === OPTION) return null
  if (file !== 'page.yaml') return `points to ${file}: ${message}`
  if (!(start.line >= 1 && start.line <= lines.length)) return `points to line ${start.line}: ${message}`
  if (!(start.column >= 1 && start.column <= (lines[start.line - 1]?.length ?? 0) + 1))
    return `points beyond a line: ${message}`
  if (message.length > 600 || hint.length > 1200) return `says too much: ${message.slice(0, 100)}`
  return formatDiagnostic(diagnostic, text).join('\n').includes(`page.yaml:${start.line}`) ? null : 'names no place'
}

/** Checks a page and, where it is in order and small, runs, judges and draws it in this process. */
export async function attempt(tree: Tree, run: boolean): Promise<Attempt> {
  const text = stringify(tree, { aliasDuplicateObjects: false })
  const started = process.cpuUsage()
  const done = (outcome: Attempt['outcome'], wrong: string | null): Attempt => ({
    outcome,
    wrong,
    seconds: process.cpuUsage(started).user / 1e6,
  })
  try {
    const { plan, diagnostics } = preparePage({ file: 'page.yaml', text }, run ? { steps: STEPS, seeds: 2 } : {})
    if ((plan === null) !== diagnostics.length > 0) return done('refused', 'neither a plan nor a mistake')
    const wrong = diagnostics.map((one) => unfit(one, text)).find((one) => one !== null)
    if (!plan) return done('refused', wrong ?? null)
    if (!run || plan.runs > MOST_RUNS) return done('accepted', null)
    const out = mkdtempSync(join(tmpdir(), 'adam-lab-fuzz-'))
    try {
      const outcome = await runPage(plan, { out, jobs: 0, format: 'csv', replay: 'fuzz', version: '0', fresh: true })
      verdictLines(outcome.verdicts, false)
      const said = [...outcome.execution.failures, ...outcome.verdicts.map(({ reason }) => reason)]
      const odd = said.find((sentence) => INTERNAL.test(sentence))
      const late = outcome.diagnostics.map((one) => unfit(one, text)).find((one) => one !== null)
      return done('run', odd ?? late ?? null)
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  } catch (error) {
    return done('refused', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
