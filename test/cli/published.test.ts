import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
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

it('notices a bit that flipped and zeros of the same size in any published file, writes it again, and says so', async () => {
  const path = page(folder, 'whole.yaml', text.replace('name: once', 'name: whole'))
  const run = () => adamLab(['run', path, '--out', folder, '--format', 'both', '--quiet'])
  expect((await run()).err).toBe('')
  const made = join(folder, 'whole')
  const files = readdirSync(made, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith('cache') && name !== 'plots' && name !== '.published.json')
  expect(files).toHaveLength(8)
  const before = new Map(files.map((name) => [name, readFileSync(join(made, name))]))
  for (const [k, name] of files.entries()) {
    const bytes = Buffer.from(before.get(name) as Buffer)
    const middle = bytes.length >> 1
    if (k % 2 === 0) bytes[middle] = (bytes[middle] ?? 0) ^ 4
    else bytes.fill(0, middle, middle + 16)
    writeFileSync(join(made, name), bytes)
  }
  const { code, err } = await run()
  expect(code).toBe(0)
  expect(err).toMatch(/whole\.yaml: .*, .* and 3 more were damaged or missing, and were written again\n/)
  for (const [name, bytes] of before) expect(readFileSync(join(made, name)).equals(bytes), name).toBe(true)
  expect((await run()).err).toBe('')

  truncateSync(join(made, 'summary.json'), 10)
  expect((await run()).err).toMatch(/: summary\.json was damaged or missing, and was written again\n/)
}, 60_000)

it('says of a list that is damaged that it is, and no file', async () => {
  const path = page(folder, 'listed.yaml', text.replace('name: once', 'name: listed'))
  const run = () => adamLab(['run', path, '--out', folder, '--quiet'])
  expect((await run()).err).toBe('')
  const list = join(folder, 'listed/.published.json')
  const before = readFileSync(list)
  for (const at of [before.indexOf('report.html') + 20, before.indexOf('"key"') + 9, before.length - 5, 0]) {
    const bytes = Buffer.from(before)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(list, bytes)
    const { code, err } = await run()
    const sentence = '.published.json, the list of what was published, was damaged: all files were written again'
    expect([code, err]).toEqual([0, `${path}: ${sentence}\n`])
    expect(readFileSync(list).equals(before)).toBe(true)
  }
}, 60_000)

it('says in the terminal and in what is made that a summary is not the one that was published', async () => {
  const path = page(folder, 'edited.yaml', text.replace('name: once', 'name: edited'))
  await adamLab(['run', path, '--out', folder, '--quiet'])
  const made = join(folder, 'edited')
  const summary = join(made, 'summary.json')
  const [compared, all] = [join(folder, 'compared'), join(folder, 'all')]
  const reports = async () => [
    await adamLab(['report', made, '--latex']),
    await adamLab(['report', made, join(folder, 'whole'), '--out', compared]),
    await adamLab(['report', folder, '--out', all]),
  ]
  const files = [
    ...[join(compared, 'report.html'), join(compared, 'report.md'), join(all, 'report.html')],
    join(made, 'latex/verdicts.tex'),
  ]
  for (const { code, err } of await reports()) expect([code, err]).toEqual([0, ''])
  for (const file of files) expect(readFileSync(file, 'utf8')).not.toContain('not as published')

  const whole = readFileSync(summary, 'utf8')
  writeFileSync(summary, whole.replace('"title"', ' "title"'))
  const sentence = `${made}: summary.json is not as published: changed or damaged since, as the hashes in .published.json say.`
  for (const { code, err } of await reports()) expect([code, err]).toEqual([0, `${sentence}\n`])
  for (const file of files) expect(readFileSync(file, 'utf8')).toContain('summary.json is not as published')
  expect(readFileSync(join(made, 'latex/verdicts.tex'), 'utf8')).toContain('n$ the number of seeds. \\textbf{')

  writeFileSync(summary, whole)
  writeFileSync(join(made, '.published.json'), '{}')
  expect((await adamLab(['report', made])).err).toMatch(
    /the list of what was published, is damaged, so it is not known/,
  )
}, 60_000)

it('has no list of what was published before where a chart could not be drawn', async () => {
  const path = page(folder, 'drawn.yaml', text.replace('name: once', 'name: drawn'))
  await adamLab(['run', path, '--out', folder, '--quiet'])
  const own = '{mark: point, transform: [{calculate: "datum.t == 7 ? datum.x.y.z : 1", as: y}]}'
  const also = `plots: [{kind: vega-lite, spec: ${own}}, `
  writeFileSync(path, text.replace('name: once', 'name: drawn').replace('plots: [', also))
  expect((await adamLab(['run', path, '--out', folder, '--quiet'])).code).toBe(3)
  const { code, err } = await adamLab(['report', join(folder, 'drawn')])
  expect([code, err]).toEqual([3, expect.not.stringContaining('not as published')])
})

it('names what is in the way of a published file, and takes nothing away then', async () => {
  const path = page(folder, 'blocked.yaml', text.replace('name: once', 'name: blocked'))
  await adamLab(['run', path, '--out', folder, '--quiet'])
  const made = join(folder, 'blocked')
  for (const name of ['report.html', '.published.json', 'summary.json']) {
    const published = readFileSync(join(made, name))
    rmSync(join(made, name))
    mkdirSync(join(made, name, 'full'), { recursive: true })
    const before = readdirSync(made).sort()
    const { code, err } = await adamLab(['run', path, '--out', folder, '--quiet'])
    expect([code, err]).toEqual([2, expect.stringContaining(`'${join(made, name)}': it is a directory`)])
    expect(readdirSync(made).sort()).toEqual(before)
    rmSync(join(made, name), { recursive: true })
    writeFileSync(join(made, name), published)
  }
})
