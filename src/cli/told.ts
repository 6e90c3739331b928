import { Failure } from './failure.ts'
import type { Findings } from './findings.ts'
import { terminal } from './terminal.ts'

/** What the files of a command say from its beginning on: they stay if it is killed. */
export const UNFINISHED = { code: 3, why: 'it has not come to its end: it is running, or it was killed' } as const

/**
 * Does something and tells what was found, however it ends. The files that tell of it are written at the beginning as well, so that
 * those of an earlier run never pass for those of this one, and a place where they cannot be written is found before the work.
 *
 * @param body adds to `found` as it goes on
 * @param begin writes what is to be read if there is no end
 */
export async function told(
  found: Findings,
  { begin, tell, body }: { begin: () => Promise<void>; tell: () => Promise<void>; body: () => Promise<number> },
): Promise<number> {
  await begin()
  let code: number
  try {
    code = await body()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    found.stopped = { code: error instanceof Failure ? 2 : 3, why }
    // What went wrong first is the answer; that it could not be told either is said beside it.
    await tell().catch((second) => terminal.complain(second instanceof Error ? second.message : String(second)))
    throw error
  }
  await tell()
  return code
}
