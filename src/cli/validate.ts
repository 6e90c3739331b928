import { type PageOptions, prepareAll } from './pages.ts'
import { terminal } from './terminal.ts'

/** `adam-lab validate page...`: checks pages as `run` would, and runs nothing. */
export async function validate(files: readonly string[], options: PageOptions): Promise<number> {
  const pages = await prepareAll(files, options)
  if (!pages) return 2
  for (const { file, experiment, runs } of pages) {
    const claims = experiment.claims.length
    terminal.print(
      `${file}: ${runs.toLocaleString('en')} ${runs === 1 ? 'run' : 'runs'}, ${claims} ${claims === 1 ? 'claim' : 'claims'}`,
    )
  }
  return 0
}
