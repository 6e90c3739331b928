import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adamLab } from '../cli/adam-lab.ts'
import { adamLabHere } from '../cli/here.ts'

const good = `name: fine
title: A page without mistakes
problem: {use: ill-scaled-quadratic, d: 2}
optimizers:
  - {use: adam, lr: 0.1}
steps: 100
measures:
  gap: {use: objective-gap}
`

const change = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`the page has no ${from}`)
  return good.replace(from, to)
}

/** What is wrong, the page, where it is said to be, and what the message has to contain. */
const cases: [string, string | Buffer, string, RegExp][] = [
  [
    'unknown optimizer',
    change('use: adam,', 'use: adamm,'),
    '5:11',
    /unknown optimizer 'adamm'[\s\S]*did you mean 'adam'/,
  ],
  ['misspelt key', change('steps: 100', 'stpes: 100'), '6:1', /unknown key 'stpes'[\s\S]*did you mean 'steps'/],
  ['misspelt hyperparameter', change('lr: 0.1', 'beta_2: 0.9'), '5:17', /beta_2[\s\S]*did you mean 'beta2'/],
  ['tab indentation', change('  gap:', '\tgap:'), '8:1', /tab/],
  ['duplicate key', `${good}steps: 200\n`, '9:1', /steps/],
  ['wrong type', change('steps: 100', 'steps: many'), '6:8', /number/],
  [
    'vector where a scalar is needed',
    change('{use: objective-gap}', 'x - 1'),
    '8:8',
    /a scalar is needed here, this is a vector/,
  ],
  ['undefined name', change('lr: 0.1', 'lr: 0.1/sqrt(s)'), '5:30', /unknown name 's'/],
  ['syntax error in a formula', change('lr: 0.1', 'lr: "0.1/(1 + "'), '5:', /page\.yaml:5:/],
  ['implicit multiplication', change('{use: objective-gap}', '2x'), '8:', /multiplication/],
  ['negative steps', change('steps: 100', 'steps: -5'), '6:8', /step/],
  ['.nan', change('lr: 0.1', 'lr: .nan'), '5:', /./],
  ['a name with ../', change('name: fine', 'name: ../fine'), '1:7', /name/],
  ['an empty file', '', '1:1', /empty/],
]

describe('every bad page gets a clear error, its place, and exit code 2', () => {
  test.each(cases)('%s', async (_, text, place, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    writeFileSync(join(folder, 'page.yaml'), text)
    const { code, err } = await adamLabHere(['run', 'page.yaml', '--out', 'out'], { cwd: folder })
    expect(code).toBe(2)
    expect(err).toContain(`page.yaml:${place}`)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n\s+at /)
  })

  test('the page without mistakes is fine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    writeFileSync(join(folder, 'page.yaml'), good)
    expect(await adamLab(['run', 'page.yaml', '--out', 'out'], { cwd: folder })).toMatchObject({ code: 0 })
  })

  test('a binary file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    writeFileSync(join(folder, 'page.yaml'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]))
    const { code, err } = await adamLabHere(['run', 'page.yaml'], { cwd: folder })
    expect(code).toBe(2)
    expect(err).toMatch(/text/)
  })

  test('all mistakes of a page are told at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    const page = change('lr: 0.1', 'lrr: 0.1')
      .replace('steps: 100', 'steps: -1')
      .replace('objective-gap', 'objektive-gap')
    writeFileSync(join(folder, 'page.yaml'), page)
    const { code, err } = await adamLabHere(['validate', 'page.yaml'], { cwd: folder })
    expect(code).toBe(2)
    for (const place of ['5:17', '6:8', '8:']) expect(err).toContain(`page.yaml:${place}`)
  })
  test('names in formulas are looked up although something else is wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    const claim = '{id: c, judge: limit, optimizer: adam, measure: gap, predict: kapa, within: 1}'
    const page = change('  - {use: adam, lr: 0.1}', '  - {use: adam, lr: 0.1}\n  - {name: mine, step: x = x - eta*g}')
      .replace('steps: 100', 'steps: -1')
      .replace('measures:', `claims: [${claim}]\nmeasures:`)
    writeFileSync(join(folder, 'page.yaml'), page)
    const { err } = await adamLabHere(['validate', 'page.yaml'], { cwd: folder })
    const places = [...err.matchAll(/^page\.yaml:(\d+:\d+): (.*?)(?: \[AL\d+\])?$/gm)].map(
      ([, place, message]) => `${place} ${message}`,
    )
    expect(places).toEqual(["6:32 unknown name 'eta'", '7:8 at least 1 step is needed', "8:72 unknown name 'kapa'"])
  })
})
