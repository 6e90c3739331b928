import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { diagnosticsOf } from './support.ts'

/** A page with everything in it that a value can stand at. */
const rich = `
name: rich
title: Rich
description: A page
problem:
  - use: ill-scaled-quadratic
    label: one
    d: 2
    kappa: [1, 2]
    start: 1
    domain: {box: [-1, 1]}
    noise: {use: student-t, nu: [3, 4], scale: 1}
  - name: own
    hyper: {a: 1}
    d: 2
    require: [a > 0]
    draw: {u: uniform, z: {use: gaussian, sigma: a, per: step}, w: {law: gaussian}}
    data: {A: {law: gaussian, rows: 2, per: coordinate, columns: 2, seed: 1}}
    objective: 0.5 * sum(x^2)
    loss: 0.5 * sum(x^2) + u * sum(x)
    start: 0
    domain: {ball: 2}
    facts: {minimum: 0, minimizer: 0}
optimizers:
  - {use: sgd, label: plain, lr: {from: 0.1, to: 0.2, count: 2, scale: log}}
  - {use: adopt, dialect: original, lr: 0.1}
  - {name: mine, hyper: {lr: 0.1}, state: {m: 0}, draw: {r: uniform}, init: m = g, step: "m = g\\nx = x - lr * m"}
steps: 20
seeds: 8
record: {points: 10, scale: log}
average: {use: model-ema, decay: 0.9}
measures:
  far: norm(x)
  gap: {use: objective-gap}
  top: {max: norm(x)}
  late: {use: tail-mean, of: norm(x)}
claims:
  - {id: c1, title: t, source: s, statement: s, optimizer: plain, where: {lr: 0.1}, hypotheses: [d > 1], strength: exact limit, expect: holds, exploratory: false, judge: limit, measure: far, burn-in: 0, predict: 0, within: 9}
  - {id: c2, judge: bound, measure: far, bound: 10 / sqrt(t), from: 2, mutants: [adam@no-bias-correction]}
  - {id: c3, optimizer: plain, judge: identity, measure: far, against: mine, ratio: 1, within: 9}
  - {id: c4, optimizer: plain, judge: static, property: bounded-step}
  - {id: c5, judge: rate, measure: far, exponent: 0, margin: 1, form: upper, statistic: mean, outer: 1, floor: 0, over: t}
  - {id: c6, optimizer: plain, judge: order, measure: far, against: [mine], better: lower, by: 0, scale: difference, statistic: mean}
  - {id: c7, judge: growth, measure: far, rate: 1, within: 1, from: 1, to: 9}
  - {id: c8, optimizer: plain, judge: region, measure: far, x: lr, y: kappa, inside: "1", outcome: value < 1, exempt: "0", agreement: 0.5, diverged: outside}
plots:
  - {kind: trajectory, name: p1, title: t, measure: far, band: [0.1, 0.9], x: log, y: linear}
  - {kind: region, measure: far, x: lr, y: kappa, boundary: lr - 1, scale: log}
  - {kind: phase, x: far, y: gap, colour: top, x-scale: log, y-scale: log}
  - {kind: comparison, measure: far, form: ecdf, targets: [1, 2]}
  - {kind: heterogeneity, measure: far, x: lr, scale: log, ratio: [plain, mine]}
  - {kind: vega-lite, measures: [far], spec: {mark: line, encoding: {x: {field: t, type: quantitative}}}}
`

type Step = string | number

function paths(tree: unknown, at: readonly Step[] = []): (readonly Step[])[] {
  if (typeof tree !== 'object' || tree === null) return []
  const keys: Step[] = Array.isArray(tree) ? [...tree.keys()] : Object.keys(tree)
  return keys.flatMap((key) => {
    const inner = (tree as Record<Step, unknown>)[key]
    return [[...at, key], ...paths(inner, [...at, key])]
  })
}

/** The page with another value, or key, at a path. */
function changed(path: readonly Step[], value: string, where: 'key' | 'value'): string {
  const tree: unknown = parse(rich)
  const last = path.at(-1) as Step
  const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], tree)
  const record = holder as Record<Step, unknown>
  if (where === 'key') {
    record[value] = record[last]
    delete record[last]
  } else record[last] = value
  return stringify(tree, { lineWidth: 0 })
}

/** Ten thousand characters that a formula, a name, or a text may have. */
type Long = readonly [value: string, run: RegExp]
const LONG: readonly [Long, ...Long[]] = [
  ['q'.repeat(10_000), /q{100}/],
  ['qq '.repeat(3333), /(qq ){34}/],
  [`q'"\``.repeat(2500), /(q'"`){26}/],
  ['7'.repeat(10_000), /7{100}/],
]

/** What messages may have beside the value: the words around it, and lists of what is known. */
const AROUND = 700

describe('no message repeats more than a little of a value', () => {
  const everywhere = paths(parse(rich))

  it('the page itself is in order', () => {
    expect(diagnosticsOf(rich)).toEqual([])
  })

  it.each<[string, (index: number) => Long]>([
    ['a word', () => LONG[0]],
    ['words, quotes and digits in turn', (index) => LONG[1 + (index % 3)] ?? LONG[0]],
  ])('%s of 10,000 characters at every value and every key', (_, choose) => {
    const places = everywhere.flatMap((path) => {
      const key = typeof path.at(-1) === 'string' ? (['key', 'value'] as const) : (['value'] as const)
      return key.map((where) => [path, where] as const)
    })
    let told = 0
    const long: string[] = []
    for (const [index, [path, where]] of places.entries()) {
      const [value, run] = choose(index)
      for (const { file, message, hint = '', note } of diagnosticsOf(changed(path, value, where))) {
        told++
        for (const said of [file, message, hint, note?.text ?? '']) {
          if (run.test(said) || said.length > AROUND) long.push(`${path.join('.')} (${where}): ${said.slice(0, 120)}`)
        }
      }
    }
    expect(long).toEqual([])
    expect(told).toBeGreaterThan(places.length / 2)
  })

  it('nor of an option', () => {
    const long = 'q'.repeat(10_000)
    for (const set of [`lr=${long}`, `${long}=1`, `problem.${long}=1`, `seeds=${long}`, `lr=[${long}`, long]) {
      const [first] = diagnosticsOf(rich, [set])
      expect(first).toBeDefined()
      for (const said of [first?.file ?? '', first?.message ?? '', first?.hint ?? ''])
        expect(said).not.toMatch(/q{100}/)
    }
  })
})
