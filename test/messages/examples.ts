import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Example } from '../../src/messages/example.ts'
import { adamLab, type Ended } from '../cli/adam-lab.ts'
import { adamLabHere } from '../cli/here.ts'

/** The words of a command line, as a shell takes them apart. */
const words = (line: string): string[] =>
  (line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'))

const RUNNING = ['run', 'check']

/** Does what an example says, in a directory with its files and nothing else. */
export async function tried({ command, files }: Example): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'adam-lab-example-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const [program, ...args] = words(command)
    if (program !== 'adam-lab') throw new Error(`an example begins with adam-lab: ${command}`)
    // What may run something has threads, and those a process of its own.
    return await (RUNNING.includes(args[0] ?? '') ? adamLab : adamLabHere)(args, { cwd: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The codes that are told on either stream. */
export const codesIn = ({ out, err }: Ended): string[] => [
  ...new Set([...`${out}\n${err}`.matchAll(/ \[(AL\d{4})\]/g)].map(([, code = '']) => code)),
]
