import { describe, expect, test } from 'vitest'
import { conformance, family, files, lines, names, rules } from './support.ts'

/** `library.rule` of a trace: its name goes on with the set of hyperparameters and the sequence. */
const ruleOf = (file: string) => file.split('.default.')[0] as string
const recorded = [...new Set(files.map(ruleOf))]
const followers = (rule: string) => rules.filter(({ page }) => page.conforms.includes(rule)).map(({ name }) => name)
const known = recorded.filter((rule) => followers(rule).length > 0)

test('recorded rules have pages', () => {
  expect(known.length).toBeGreaterThan(10)
})

describe('every recorded rule is recognised among all pages', () => {
  // Each on one of its sequences: the next test has the others.
  test.each(known)('%s', (rule) => {
    const own = files.filter((file) => ruleOf(file) === rule)
    const file = own[known.indexOf(rule) % own.length] as string
    const { conforming, ranking } = conformance(lines(file))
    expect(names(conforming)).toEqual(expect.arrayContaining(followers(rule)))
    expect(ranking.length).toBeGreaterThan(rules.length / 2)
    expect(names(ranking.slice(0, conforming.length))).toEqual(names(conforming))
  })
})

describe('every trace of a rule is recognised among the dialects of its page', () => {
  test.each(files.filter((file) => known.includes(ruleOf(file))))('%s', (file) => {
    const expected = followers(ruleOf(file))
    const { conforming } = conformance(lines(file), family(...expected.map((name) => name.split('@')[0] as string)))
    expect(names(conforming)).toEqual(expect.arrayContaining(expected))
  })
})
