import { isMainThread } from 'node:worker_threads'
import { command, failed } from './cli/command.ts'
import { adoptScreens } from './cli/screens.ts'
import { supervise } from './cli/supervisor.ts'
import { terminal } from './cli/terminal.ts'

/** Commands that may work for long, and are to end by a signal whatever they are at. */
const LONG = ['run', 'check']

terminal.endWithPipe()

if (!isMainThread) adoptScreens()

if (isMainThread && LONG.includes(process.argv[2] ?? '')) {
  process.exitCode = await supervise(new URL(import.meta.url)).catch(failed)
} else {
  await command()
}
