import { CommanderError } from '@commander-js/extra-typings'
import { Failure } from './cli/failure.ts'
import { commandLine } from './cli/program.ts'

const USAGE = 2
const debug = process.env.DEBUG === 'adam-lab'

// `adam-lab list | head` closes the pipe early; that is how it is meant to end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode ?? 0)
  })
}

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
  process.exitCode = codeFor(error)
}

/** Says what went wrong, in a sentence; gives the exit code. */
function codeFor(error: unknown): number {
  // Commander has already printed the help, the version, or what is wrong with the command.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
  if (error instanceof Failure) {
    process.stderr.write(`adam-lab: ${error.message}\n`)
    return USAGE
  }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `adam-lab: internal error: ${message}\nThis is a mistake in adam-lab, not in your page. Please report it with the page and the output of the same command under DEBUG=adam-lab.\n`,
  )
  if (debug && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return 3
}
