import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { CATALOGUE, entries } from '../../src/messages/catalogue.ts'
import { mended } from '../../src/messages/mended.ts'
import { codesIn, tried } from './examples.ts'

/** Of the others the tests in situations.test.ts bring about each. */
const triable = entries.filter(({ example }) => example.where === undefined)

describe.each(triable.map((entry) => ({ code: entry.code, title: entry.title, entry })))(
  '$code, $title',
  ({ entry }) => {
    test('is what its example brings about', async () => {
      const ended = await tried(entry.example)
      expect(codesIn(ended), ended.err).toEqual([entry.code])
      expect(ended.code).toBe(2)
    })

    test.runIf(typeof entry.mend !== 'string')('is gone once the example is mended', async () => {
      const right = mended(entry)
      expect(right).not.toEqual(entry.example)
      const ended = await tried(right ?? entry.example)
      expect(codesIn(ended), ended.err).toEqual([])
      expect(ended.code, ended.err).toBe(0)
    })
  },
)

/** Codes as they were published, with their titles; one that is no longer told stays, as `AL3116 (retired)`. */
const published = readFileSync(new URL('../fixtures/message-codes.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')

describe('codes', () => {
  it('never change their meaning, and are never used again', () => {
    const kept = published.filter((line) => !line.endsWith(' (retired)'))
    expect(kept).toEqual(entries.map(({ code, title }) => `${code} ${title}`))
    const codes = published.map((line) => line.slice(0, 6))
    expect(codes).toEqual([...new Set(codes)].sort())
  })

  it('are in the groups that they begin with, and in order', () => {
    for (const { prefix, entries: own } of CATALOGUE) {
      expect(own.length).toBeGreaterThan(0)
      for (const { code } of own) expect(code).toMatch(new RegExp(`^${prefix}\\d\\d$`))
    }
    const all = entries.map(({ code }) => code)
    expect(all).toEqual([...new Set(all)].sort())
  })

  it.each(entries.map(({ code, title, means, why }) => ({ code, title, means, why })))(
    '$code is explained in sentences',
    ({ title, means, why }) => {
      expect(title).toMatch(/^[a-z`.0-9-][^.]*$/i)
      expect(title.endsWith('.')).toBe(false)
      for (const text of [means, why]) expect(text).toMatch(/^[A-Z`'].*[.]$/s)
    },
  )
})
