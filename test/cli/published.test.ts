import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'

const folder = scratch()
const text = `name: once
problem: {name: bowl, title: A parabola, start: 1, objective: "x[1]^2 / 2"}
optimizers: {use: sgd, lr: 0.5}
steps: 10
measures: {x1: "x[1]"}
plots: [{kind: trajectory, measure: x1}]
`

it('leaves a directory alone that was made of the same, and makes it again if a file or the page is another', async () => {
  const path = page(folder, 'once.yaml', text)
  const run = async (...more: string[]) => {
    const { code, out } = await adamLab(['run', path, '--out', folder, ...more])
    expect(code).toBe(0)
    return out
  }
  const report = join(folder, 'once/report.html')
  const written = () => statSync(report).mtimeMs
  const first = await run()
  const [made, html] = [written(), readFileSync(report, 'utf8')]
  const second = await run()
  expect(written()).toBe(made)
  expect(second.split('\n').filter((line) => line.includes('once/:'))).toEqual(
    first.split('\n').filter((line) => line.includes('once/:')),
  )

  rmSync(join(folder, 'once/report.md'))
  await run()
  expect(statSync(join(folder, 'once/report.md')).size).toBeGreaterThan(100)

  writeFileSync(report, 'damaged')
  await run()
  expect(readFileSync(report, 'utf8')).toBe(html)

  writeFileSync(path, text.replace('name: once\n', 'name: once\ntitle: Another title\n'))
  await run()
  expect(readFileSync(report, 'utf8')).toContain('Another title')

  const before = written()
  await run('--fresh')
  expect(written()).toBeGreaterThan(before)
})
