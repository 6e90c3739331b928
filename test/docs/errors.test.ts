import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messagesMarkdown } from '../../src/report/messages.ts'

test('docs/errors.md is what the catalogue of messages says', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  expect(page === messagesMarkdown(), '`npm run docs` writes docs/errors.md anew').toBe(true)
})
