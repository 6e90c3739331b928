import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()

describe('claims tried on wrong rules', () => {
  const weak = page(
    folder,
    'weak.yaml',
    `name: weak
problem: {name: p, d: 2, loss: "sum([2, 0.1] * cos([1, 3] * t) * x)"}
optimizers: {use: rmsprop, lr: 0.1, beta2: 0.5, eps: 0.1}
steps: 6
measures: {far: norm(x)}
claims:
  - {id: idle, judge: bound, measure: far, bound: 1e9}
`,
  )
  const out = join(folder, 'results')

  it('run --mutate says what each notices, and calls weak what is true of anything; so do its reports', async () => {
    const { code, out: said } = await adamLab(['run', weak, '--mutate', '--out', out, '--jobs', '1'])
    expect(code).toBe(0)
    expect(said).toMatch(/idle +rmsprop +holds, weak: also of sgd, signsgd, momentum, \.\.\./)
    expect(said).toContain('idle: notices 1 of 18 mutants; not rmsprop@v-old,')
    const text = (name: string) => readFileSync(join(out, 'weak', name), 'utf8')
    const [verdict] = JSON.parse(text('summary.json')).verdicts
    expect(verdict.evidence).toEqual({
      mutants: { killed: 1, tried: 18 },
      rivals: { passed: ['sgd', 'signsgd', 'momentum', 'adagrad', 'adam', 'amsgrad', 'lion'], tried: 7 },
      weak: true,
    })
    for (const report of ['report.md', 'report.html']) {
      expect(text(report)).toContain('weak: also of sgd, signsgd, momentum, ...')
      expect(text(report)).toContain('notices 1 of 18 generated mutants')
    }
    // Runs of wrong rules are no part of the result.
    expect(JSON.parse(text('summary.json')).runs).toHaveLength(1)
    const read = await adamLabHere(['report', join(out, 'weak')])
    expect(read.out).toContain('holds, weak: also of sgd, signsgd, momentum, ...')
  })

  it('check --mutate has a table of claims and one of rules, and names the survivors', async () => {
    const { code, out: said } = await adamLab(['check', weak, '--mutate', '--rivals', '--out', out, '--jobs', '1'])
    expect(code).toBe(0)
    expect(said).toMatch(/claim +mutants killed +rivals that pass\nidle +1\/18 +sgd, signsgd,/)
    expect(said).toMatch(/rule +mutants +killed +share\nrmsprop +18 +1 +5\.6 %/)
    expect(said).toContain(
      '17 mutants of rmsprop that no claim notices:\n  v-old, uses v of the step before: 1 claim holds of it too',
    )
    expect(said).toContain('1 claim:  1 holds, weak\n')
    const { out: json } = await adamLab(['check', weak, '--mutate', '--json', '--out', out, '--jobs', '1'])
    expect(JSON.parse(json).mutation.rules).toMatchObject([{ rule: 'rmsprop', tried: 18, killed: 1 }])
  })
})

describe('adam-lab mutants', () => {
  it('lists the mutants of a rule, each with the lines that change and how it stands to the rule', async () => {
    const { code, out, err } = await adamLabHere(['mutants', 'momentum'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(
      'momentum@m-weighted: what enters m is multiplied by 1 - beta1\n  - m = beta1 * m + g\n  + m = beta1 * m + (1 - beta1) * g\n  moves by 1 - beta1 times as much\n',
    )
    expect(out).toMatch(/\n\d+ mutants of momentum\n$/)
  })

  it('prints them as JSON', async () => {
    const { code, out } = await adamLabHere(['mutants', 'adopt@original', '--json'])
    const { rule, mutants, same } = JSON.parse(out)
    expect([code, rule]).toEqual([0, 'adopt@original'])
    expect(mutants[0]).toMatchObject({
      name: 'm-old',
      title: 'adopt@original/m-old',
      operator: 'old-state',
      lines: ['+ m_old = m', '- x = x - lr * m', '+ x = x - lr * m_old'],
      relation: { verdict: 'different', words: 'differs from step 1 on' },
    })
    expect(same).toContainEqual({ name: 'm-starts-at-1', note: 'm starts at 1', as: null })
  })

  it("breaks a user's rule, alone or in an experiment", async () => {
    const rule =
      'hyper: {a: 0.1, b: 0.5}\nstate: {s: 0}\nstep: |\n  s = b * s + (1 - b) * g   # mine\n  x = x - a * s\n'
    const alone = page(folder, 'alone.yaml', `name: alone\n${rule}`)
    const indented = rule.replaceAll('\n', '\n    ').trimEnd()
    const whole = page(
      folder,
      'whole.yaml',
      `name: whole\nproblem: ill-scaled-quadratic\noptimizers:\n  - name: mine\n    ${indented}\nsteps: 10\nmeasures: {f: objective}\nclaims:\n  - {id: c, judge: limit, measure: f, predict: 0, within: 100, mutants: [mine@x-sign]}\n`,
    )
    for (const asked of [alone, `${whole}@mine`]) {
      const { code, out } = await adamLabHere(['mutants', asked])
      expect(code).toBe(0)
      expect(out).toContain('s-unweighted: what enters s is not multiplied by 1 - b\n')
    }
    const shown = await adamLabHere(['show', `${whole}@mine/s-unweighted`])
    expect(shown.out).toContain('s = b * s + g   # mine\n')
    const pair = await adamLabHere(['show', alone, `${alone}@s-unweighted`])
    expect(pair.out).toContain('1 - b = 0.5')
    expect((await adamLabHere(['validate', whole])).code).toBe(0)
  })

  it.each([
    [['mutants', 'adma'], "no built-in page is named 'adma'; did you mean 'adam'?"],
    [['mutants', 'adam-ema'], /no built-in page is named 'adam-ema'/],
    [['mutants', 'gaussian'], /'gaussian' is a page of kind noise/],
    [['show', 'adam@v-odl'], "'adam' has no dialect 'v-odl'; did you mean 'v-old'?"],
    [['show', 'adopt@original/v-nwe'], "'adopt' has no dialect 'original/v-nwe'; did you mean 'original/v-new'?"],
  ])('%j is told what is wrong', async (args, message) => {
    const { code, out, err } = await adamLabHere(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})
