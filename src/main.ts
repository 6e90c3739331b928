import { isMainThread } from 'node:worker_threads'
import { adoptScreens } from './cli/screens.ts'
import { supervise } from './cli/supervisor.ts'
import { terminal } from './cli/terminal.ts'

/** Commands that may work for long, and are to end by a signal whatever they are at. */
const LONG = ['run', 'check']

terminal.endWithStreams()

if (!isMainThread) adoptScreens()

// Until signals are listened for, one ends the process without a word: what takes time to load is loaded after that.
const commands = () => import('./cli/command.ts')
if (isMainThread && LONG.includes(process.argv[2] ?? '')) {
  process.exitCode = await supervise(new URL(import.meta.url)).catch(async (error) => (await commands()).failed(error))
} else {
  await (await commands()).command()
}
