import { resolve } from 'node:path'
import { noResult } from '../messages/files.ts'
import { sameDirectory } from '../messages/usage.ts'
import { quotePath } from '../text/clip.ts'
import { failure } from './failure.ts'
import type { ReportOptions } from './report-options.ts'
import { readResult, resultFolders } from './result-folder.ts'

/**
 * `adam-lab report dir...`: one result directory is shown; of several, a comparison is written; of a folder of result directories,
 * a page on all of them. Nothing is run, and what the verdicts are does not matter to the exit code.
 */
export async function report(paths: readonly string[], options: ReportOptions): Promise<number> {
  const folders = [...new Map(paths.map((path) => [resolve(path), path.replace(/(?<=[^/])\/+$/, '')])).values()]
  const [folder] = folders
  if (folder === undefined) throw new Error('a report on no directory')
  if (paths.length > 1 && folders.length === 1) throw failure(sameDirectory(folder))
  if (folders.length > 1) return (await import('./report-compare.ts')).compare(folders, options)
  const found = await resultFolders(folder)
  if (found.length === 0)
    throw failure(
      noResult(
        `there is no summary.json in ${quotePath(folder)}, nor in a folder below it`,
        "'adam-lab run' writes them",
      ),
    )
  if (found[0] !== folder) return (await import('./report-ledger.ts')).ledger(folder, found, options)
  return (await import('./report-one.ts')).showOne(folder, await readResult(folder), options)
}
