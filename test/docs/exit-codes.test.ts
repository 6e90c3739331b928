import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commandLine } from '../../src/cli/program.ts'

/** What the help of a command, or of all of them, says of exit codes; on one line. */
function told(command: string | null): string {
  const program = commandLine(() => {})
  const asked = command === null ? program : program.commands.find((one) => one.name() === command)
  let help = ''
  asked?.configureOutput({ writeOut: (text) => (help += text) })
  asked?.outputHelp()
  const [, sentence = ''] = /\nExit codes: ([\s\S]*?)\.\s*$/.exec(help) ?? []
  return sentence.replaceAll(/\s+/g, ' ')
}

it.each<[string, string | null]>([
  ['README.md', null],
  ['docs/check.md', 'check'],
  ['docs/report.md', 'report'],
  ['docs/conform.md', 'conform'],
])('%s has the exit codes that the help has', (file, command) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')
  expect(told(command)).toMatch(/^0 .*; 2 /)
  expect(text).toContain(`Exit codes: ${told(command)}.`)
})
