import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { adamLab, page, scratch } from '../cli/adam-lab.ts'

const text = readFileSync(fileURLToPath(new URL('../../docs/conform.md', import.meta.url)), 'utf8')
const folder = scratch()

/** The first indented block with a line that begins like this. */
function block(start: string): string[] {
  const blocks = text
    .split(/\n(?! {4}|\n {4})/)
    .map((part) => part.split('\n').filter((line) => line.startsWith('    ')))
  const found = blocks.find((lines) => lines.some((line) => line.startsWith(`    ${start}`)))
  if (!found) throw new Error(`docs/conform.md has no block with ${start}`)
  return found.map((line) => line.slice(4))
}

test('the trace of the document gives the output of the document', async () => {
  const trace = page(folder, 'trace.jsonl', `${block('{"format"').join('\n')}\n`)
  const { code, out } = await adamLab(['conform', trace])
  expect(code).toBe(0)
  const lines = block('my Adam:')
  expect(lines.at(-1)?.trim()).toBe('...')
  const printed = out.split('\n').filter((line) => line !== '')
  expect(printed.slice(0, lines.length - 1)).toEqual(lines.slice(0, -1))
  expect(printed.length).toBeGreaterThan(lines.length)
})
