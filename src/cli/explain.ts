import { preparePage } from '../host/laboratory.ts'
import { formulasOf, judgeTraces } from '../lab/judge.ts'
import type { Plan } from '../lab/prepare.ts'
import { Diagnostics } from '../lang/source.ts'
import { noClaim } from '../messages/asked.ts'
import { explanation } from '../report/explanation.ts'
import { clipPath } from '../text/clip.ts'
import { ledgerRows } from '../theory/ledger.ts'
import { mutantVerdicts } from '../theory/mutant-verdicts.ts'
import { explainCode, likeCode } from './explain-code.ts'
import { failure } from './failure.ts'
import { interruption } from './interruption.ts'
import { LEDGER, ledgerPages, paperOf } from './ledger-pages.ts'
import { runPlan } from './page-run.ts'
import { showDiagnostics } from './pages.ts'
import { replayCommand } from './replay.ts'
import { readPage } from './source.ts'
import { terminal } from './terminal.ts'
import { wrap } from './wrap.ts'

export interface ExplainOptions {
  readonly out: string
  readonly jobs?: number | undefined
}

/** `adam-lab check --explain claim`: everything behind one verdict. The exit code is that of the claim. The code of a message is explained too. */
export async function explain(paths: readonly string[], id: string, options: ExplainOptions): Promise<number> {
  if (likeCode(id)) return explainCode(id, {})
  const plan = await pageOf(id, paths.length > 0 ? paths : [LEDGER])
  if (!plan) return 2
  const interrupted = interruption()
  try {
    const { experiment, file } = plan
    const { out, jobs } = options
    const { execution, verdicts, diagnostics } = await runPlan(plan, {
      ...{ out, jobs, signal: interrupted.signal, publish: false, tell: 'nowhere' },
    })
    if (execution.interrupted) return interrupted.code
    if (diagnostics.length > 0) {
      showDiagnostics(diagnostics, await readPage(file))
      return 2
    }
    const { traces, digest } = execution
    const row = ledgerRows({ paper: paperOf(file), file, claims: experiment.claims }, verdicts).find(
      ({ claim }) => claim.id === id,
    )
    if (!row) throw new Error(`the claim ${id} was not judged`)
    // What cannot be evaluated here, such as a bound in t, is shown as it is written.
    const sink = new Diagnostics()
    const judge = (part: typeof experiment, seen: typeof traces) => judgeTraces(part, seen, sink)
    const mutants = mutantVerdicts(row.claim, experiment, traces, row.worst.mutants, judge)
    const evaluator = formulasOf(experiment, sink)
    const parts = explanation({ experiment, traces, row, mutants, evaluator, digest, replay: replayCommand(file, {}) })
    terminal.print(terminal.paint('bold', id))
    for (const { heading, lines } of parts) {
      terminal.print('', terminal.paint('bold', heading), ...lines.flatMap((line) => wrap(`  ${line}`, terminal.width)))
    }
    return row.code
  } finally {
    interrupted.release()
  }
}

/** The page that has a claim; null if it is in error, and its problems shown. */
async function pageOf(id: string, paths: readonly string[]): Promise<Plan | null> {
  const pages = await Promise.all((await ledgerPages(paths, false)).map((file) => readPage(file)))
  const has = ({ experiment }: Plan) => experiment.claims.some((claim) => claim.id === id)
  // Nearly always the page that spells the id out is the one; only where none does are all of them loaded.
  let broken = false
  for (const page of pages.filter(({ text }) => text.includes(id))) {
    const { plan, diagnostics } = preparePage(page, {})
    if (plan && has(plan)) return plan
    if (plan) continue
    broken = true
    showDiagnostics(diagnostics, page)
  }
  if (broken) return null
  const plans = pages.flatMap((page) => preparePage(page, {}).plan ?? [])
  const found = plans.find(has)
  if (found) return found
  const ids = plans.flatMap(({ experiment }) => experiment.claims.map((claim) => claim.id))
  throw failure(noClaim(paths.map(clipPath).join(', '), id, ids))
}
