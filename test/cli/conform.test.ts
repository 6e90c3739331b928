import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()
const traces = fileURLToPath(new URL('../fixtures/traces/', import.meta.url))
const adam = `${traces}torch.adam.default.gauss-scales.jsonl`
const adamText = readFileSync(adam, 'utf8')

/** The trace with a change of one of its lines, counted from 1. */
function changed(name: string, line: number, change: (text: string) => string): string {
  const rows = adamText.split('\n')
  rows[line - 1] = change(rows[line - 1] as string)
  return page(folder, name, rows.join('\n'))
}

describe('adam-lab conform', () => {
  it('says what a trace follows, and ranks the rest', async () => {
    const { code, out, err } = await adamLabHere(['conform', adam])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toMatch(/^torch\.optim\.Adam 1\.13\.0a0: 60 steps, 4 coordinates\nIt follows adam, /)
    expect(out).toMatch(/^ 1 {2}adam +0 {2}never +lr=0\.001, beta1=0\.9, beta2=0\.999, eps=1e-8$/m)
    expect(out).toMatch(/^\.\.\. and \d+ more \(--all\)$/m)
    const all = await adamLabHere(['conform', adam, '--all'])
    expect(all.out.split('\n').length).toBeGreaterThan(out.split('\n').length)
    expect(all.out).toContain(' sgd ')
  })

  it('says where the nearest rule departs, and exits with 1, if none conforms', async () => {
    const trace = changed('altered.jsonl', 61, (text) => text.replace(/"x":\[[^,]*/, '"x":[1.5'))
    const { code, out } = await adamLabHere(['conform', trace])
    expect(code).toBe(1)
    expect(out).toContain('It follows no rule to 1e-12.')
    expect(out).toMatch(/departs at step 60 in coordinate 1, where it has 1\.2\d+ and the trace 1\.5 /)
  })

  it('prints the ranking as JSON', async () => {
    const { code, out } = await adamLabHere(['conform', adam, '--json'])
    const found = JSON.parse(out)
    expect(code).toBe(0)
    expect(found.schema).toBe('adam-lab/conform/1')
    expect(found.conforming).toContain('adam')
    expect(found.ranking[0]).toMatchObject({ optimizer: 'adam', conforms: true, departure: null, page: null })
    expect(found.ranking.at(-1)).toMatchObject({ conforms: false })
  })

  it('hints at single precision, and takes a tolerance', async () => {
    const rows = adamText
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const row of rows.slice(1)) row.x = row.x.map(Math.fround)
    const trace = page(folder, 'single.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))
    const strict = await adamLabHere(['conform', trace])
    expect(strict.code).toBe(1)
    expect(strict.out).toContain('try --tolerance 1e-6')
    const { code, out } = await adamLabHere(['conform', trace, '--tolerance', '1e-6'])
    expect(code).toBe(0)
    expect(out).toContain('It follows adam, ')
  })

  it("tries optimizers of a user's pages, and tells settings that nobody has", async () => {
    const text = 'name: mine\nhyper: {lr: 1, gizmo: 2}\nstep: x = x - lr * gizmo * g\n'
    const mine = page(folder, 'mine.yaml', text)
    const other = page(folder, 'other.yaml', text.replace('mine', 'other'))
    const rows = adamText
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    rows[0] = { ...rows[0], hyper: { lr: 0.5, gizmo: 3, gadget: 4 } }
    rows.slice(1).forEach((row, k) => {
      const before = k === 0 ? rows[0].x0 : rows[k].x
      row.x = row.g.map((g: number, i: number) => before[i] - 0.5 * 3 * g)
    })
    const trace = page(folder, 'mine.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))
    const { code, out } = await adamLabHere(['conform', trace, '--page', mine, '--page', other, '--json'])
    expect(code).toBe(0)
    const found = JSON.parse(out)
    expect(found.conforming.slice(0, 2)).toEqual(['mine', 'other'])
    expect(found.unknownSettings).toEqual({ gadget: 4 })
    const told = await adamLabHere(['conform', trace])
    expect(told.code).toBe(1)
    expect(told.out).toContain('The header has settings that no page has: gizmo = 3, gadget = 4')
  })

  it('says of a rule that cannot be run why it was not tried', async () => {
    const wrong = page(folder, 'no-lr.yaml', 'name: no-lr\nstep: x = x - lr * g\n')
    const { code, out } = await adamLabHere(['conform', adam, '--page', wrong])
    expect(code).toBe(0)
    expect(out).toMatch(/^Not tried: no-lr: .*no-lr\.yaml, line 2: .*'lr'/m)
  })

  it('follows a large trace over the whole with what conforms on a part of it, and says where it did not', async () => {
    const x = Array.from({ length: 4000 }, (_, k) => Math.sin(k))
    const rows = [JSON.stringify({ format: 'optimizer-trace/1', hyper: { lr: 0.01 }, x0: [...x] })]
    for (let t = 1; t <= 40; t++) {
      const g = x.map((_, k) => Math.cos(t * (k + 1)))
      for (const k of x.keys()) x[k] = (x[k] as number) - 0.01 * (g[k] as number)
      rows.push(JSON.stringify({ t, g, x }))
    }
    const trace = page(folder, 'large.jsonl', rows.join('\n'))
    const { code, out } = await adamLabHere(['conform', trace, '--all'])
    expect(code).toBe(0)
    expect(out).toMatch(/^ +\d {2}sgd +\S+ +never/m)
    expect(out).toMatch(/ amsgrad +>= \S+ +by step 1, x\[\d+\]/)
    expect(out).toContain('rules that depart on a part of it were not followed further')
  })

  it("tells the user's rule from the catalog's of the same name by its file", async () => {
    const text = 'name: p\nproblem: {use: ill-scaled-quadratic, d: 4}\noptimizers: {use: adam, lr: 0.5}\nsteps: 1\n'
    const mine = page(folder, 'own.yaml', `${text}measures: {f: objective}\n`)
    const { out } = await adamLabHere(['conform', adam, '--page', mine, '--all'])
    expect(out).toMatch(/ adam {3,}.*never/)
    expect(out).toContain(` adam (${mine}) `)
    expect(out).not.toContain('null')
  })

  it("tells an error that a rule has at its page's own values, though it was ranked at others", async () => {
    const mine = page(
      folder,
      'listed.yaml',
      `name: listed
hyper: {lr: 0.02, k: 1}
step: |
  u = g
  repeat j = 1:k
    u = [g[1], g[2], g[3], g[4], g[5]]
  end
  x = x - lr * u
`,
    )
    const { out } = await adamLabHere(['conform', adam, '--page', mine, '--all'])
    expect(out).toMatch(/ listed .*k=0\*/)
    expect(out).toMatch(/^Not tried: listed at k=1: .*listed\.yaml, line 6: .+/m)
  })

  it('exits with 2, and says the line, if a file is in error', async () => {
    const cases: [string, string][] = [
      [changed('json.jsonl', 3, (text) => text.slice(0, -1)), 'json.jsonl:3:1: this line is not JSON'],
      [
        changed('nan.jsonl', 4, (text) => text.replace(/"x":\[[^,]*/, '"x":[NaN')),
        'nan.jsonl:4:1: NaN is recorded here',
      ],
      [
        changed('start.jsonl', 1, (text) => text.replace('"x0"', '"x1"')),
        'start.jsonl:1:1: the header has no start x0',
      ],
      [
        changed('short.jsonl', 9, (text) => text.replace(/"x":\[[^,]*,/, '"x":[')),
        'short.jsonl:9:1: x has 3 numbers, but x0 has 4',
      ],
    ]
    for (const [trace, message] of cases) {
      const { code, out, err } = await adamLabHere(['conform', trace])
      expect(err).toContain(message)
      expect([code, out]).toEqual([2, ''])
    }
    const wrong = page(folder, 'wrong.yaml', 'name: wrong\nstep: x = x - * g\n')
    for (const args of [
      [page(folder, 'bare.jsonl', adamText.replace(/"x":/g, '"y":'))],
      [`${folder}/none.jsonl`],
      [adam, '--tolerance', '-1'],
      [adam, '--page', `${folder}/none.yaml`],
      [adam, '--page', wrong],
      [],
    ]) {
      const { code, out, err } = await adamLabHere(['conform', ...args])
      expect([code, out], args.join(' ')).toEqual([2, ''])
      expect(err.length).toBeGreaterThan(0)
      expect(err).not.toContain('internal error')
    }
  })
})
