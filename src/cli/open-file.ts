import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { quotePath } from '../text/clip.ts'
import { terminal } from './terminal.ts'

/** The program that opens a file as a double click does. */
function opener(file: string): [program: string, args: string[]] {
  if (process.platform === 'darwin') return ['open', [file]]
  if (process.platform === 'win32') return ['explorer.exe', [file]]
  return ['xdg-open', [file]]
}

/** Opens a file with the program that the system has for it, and does not wait for that; a sentence where there is none. */
export async function openFile(path: string): Promise<void> {
  const [program, args] = opener(resolve(path))
  await new Promise<void>((done) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', () => {
      terminal.complain(`cannot open ${quotePath(path)}: there is no ${program}`)
      done()
    })
    child.once('spawn', () => {
      child.unref()
      done()
    })
  })
}
