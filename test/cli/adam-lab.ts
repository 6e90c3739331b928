import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = join(root, 'bin/adam-lab.js')
if (!existsSync(join(root, 'dist/main.js'))) throw new Error("dist/ is missing: 'npm run build' makes it")

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder that is gone after the tests of a file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adam-lab-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a page into a folder and gives its path. */
export function page(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Waits until runs are in a cache: then there is something to be judged, drawn and written. */
export async function stored(cache: string): Promise<void> {
  while (!existsSync(cache) || readdirSync(cache).length === 0) await setTimeout(20)
}

/** Runs the built command line. `during` sees the process while it runs. */
export function adamLab(
  args: readonly string[],
  options: {
    cwd?: string
    env?: Record<string, string>
    during?: (kill: (signal: NodeJS.Signals) => void) => void | Promise<void>
  } = {},
): Promise<Ended> {
  // Extra certificates cost every start of Node a tenth of a second.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
  const child = spawn(process.execPath, [program, ...args], {
    cwd: options.cwd ?? root,
    env: { ...env, ...options.env },
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  void options.during?.((signal) => child.kill(signal))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}
