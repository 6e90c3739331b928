import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Ids } from '../../src/run/ids.ts'

const id = (text: string) => createHash('sha256').update(text).digest()

test('ids are found by their text, and one that is there twice is the first', () => {
  const names = Array.from({ length: 3000 }, (_, k) => String(k % 2000))
  const ids = new Ids(names.length)
  for (const name of names) ids.add(id(name))
  expect(ids.length).toBe(3000)
  names.forEach((name, unit) => {
    expect(ids.of(unit)).toBe(id(name).toString('hex'))
    expect(ids.first(unit)).toBe(unit % 2000)
    expect(ids.find(ids.of(unit))).toBe(unit % 2000)
  })
  expect(ids.find(id('other').toString('hex'))).toBe(-1)
  expect(ids.find('00')).toBe(-1)
  expect(ids.find('')).toBe(-1)
})

test('ids that begin alike are told apart', () => {
  const ids = new Ids(64)
  for (let k = 0; k < 64; k++) ids.add(Buffer.concat([Buffer.alloc(31), Buffer.of(k)]))
  for (let k = 0; k < 64; k++) expect(ids.find(ids.of(k))).toBe(k)
})
