import { createHash, randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { errorCode } from '../files/reason.ts'

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
const token = randomBytes(4).toString('hex')
let count = 0
const DAY = 86_400_000

/** A name under which a file is written until it is whole. No two writers share one, also not on two machines. */
export function partialName(path: string): string {
  return `${path}.${count++}.${host}-${process.pid}-${token}.partial`
}

/** Removes what writers that are gone have left half written in a folder; a folder that is not there has nothing. */
export async function removeStale(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const match = /\.(?:([0-9a-f]{8})-)?(\d+)(?:-([0-9a-f]{8}))?\.partial$/.exec(name)
    if (!match) continue
    const [, where = host, pid, who] = match
    const path = join(folder, name)
    if (gone(where, Number(pid), who) || (await old(path))) await rm(path, { force: true })
  }
}

export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Whether the writer is known to be dead; of writers on other machines nothing is known. */
function gone(where: string, pid: number, who: string | undefined): boolean {
  if (where !== host) return false
  if (pid === process.pid) return who !== undefined && who !== token
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return errorCode(error) === 'ESRCH'
  }
}

async function old(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > DAY
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
