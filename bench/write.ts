import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderSvg } from '../src/plots/render.ts'
import { scalingChart, speedChart } from './charts.ts'
import { performanceDocument } from './report.ts'
import type { Results } from './results.ts'

/** Writes `bench/results.json`, `docs/performance.md` and its charts below a folder; the notes are those of `bench/notes.md`. */
export async function writeResults(root: string, out: string, results: Results): Promise<void> {
  const charts = join(out, 'docs/performance')
  mkdirSync(charts, { recursive: true })
  mkdirSync(join(out, 'bench'), { recursive: true })
  writeFileSync(join(out, 'bench/results.json'), `${JSON.stringify(results, null, 2)}\n`)
  const notes = join(root, 'bench/notes.md')
  const text = existsSync(notes) ? readFileSync(notes, 'utf8') : ''
  writeFileSync(join(out, 'docs/performance.md'), performanceDocument(results, text))
  writeFileSync(join(charts, 'speed.svg'), await renderSvg(speedChart(results)))
  if (results.scaling) writeFileSync(join(charts, 'scaling.svg'), await renderSvg(scalingChart(results)))
}
