import { CommanderError } from '@commander-js/extra-typings'
import { Failure } from './failure.ts'
import { commandLine } from './program.ts'
import { terminal } from './terminal.ts'

const USAGE = 2
const debug = process.env.DEBUG === 'adam-lab'

/** Does what the command line says. */
export async function command(): Promise<void> {
  try {
    const program = commandLine((code) => {
      process.exitCode = code
    })
    if (process.argv.length <= 2) {
      program.outputHelp({ error: true })
      process.exitCode = USAGE
    } else {
      await program.parseAsync()
    }
  } catch (error) {
    process.exitCode = failed(error)
  }
}

/** Says what went wrong, in a sentence; gives the exit code. */
export function failed(error: unknown): number {
  // Commander has already printed the help, the version, or what is wrong with the command.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
  if (error instanceof Failure) {
    const [first = '', ...more] = error.lines
    terminal.complain(`adam-lab: ${first}`, ...more)
    return USAGE
  }
  const message = error instanceof Error ? error.message : String(error)
  terminal.complain(
    `adam-lab: internal error: ${message}`,
    'This is a mistake in adam-lab, not in your page. Please report it with the page and the output of the same command under DEBUG=adam-lab.',
  )
  if (debug && error instanceof Error) terminal.complain(...(error.stack ?? '').split('\n'))
  return 3
}
