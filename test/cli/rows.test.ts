import { expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()

it('rows of two problems name their problem, in the table and in the sentences below it', async () => {
  const text = `name: two-problems
problem: [{use: pseudo-huber}, {use: abs-valley}]
optimizers: {use: sgd, lr: 0.1}
steps: 10
seeds: 8
measures: {f: objective}
claims: [{id: low, judge: bound, measure: f, from: 10, bound: 0.1}]
`
  const { out } = await adamLab(['run', page(folder, 'two-problems.yaml', text), '--out', folder])
  expect(out).toMatch(/^claim +problem +optimizer +verdict/m)
  expect(out).toMatch(/^low +pseudo-huber +sgd +violated/m)
  expect(out).toMatch(/^low +abs-valley +sgd +inconclusive/m)
  expect(out).toContain('low, sgd on pseudo-huber: violated')
})

it('rules that part in their first step only are the same from then on', async () => {
  const text = `name: optimistic
hyper: {lr: 1e-2}
step: x = x - lr * (2 * g - past(g, 1))
dialects:
  fixed: {note: the gradient before the first one is the first one, step: "x = x - lr * (t == 1 ? g : 2 * g - past(g, 1))"}
`
  const file = page(folder, 'optimistic.yaml', text)
  const { out } = await adamLabHere(['show', file, `${file}@fixed`])
  expect(out).toContain('The same from step 2 on.')
  expect(out).not.toContain('1 = 1')
})
