import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()
const secret = page(folder, 'passwd', 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/usr/sbin:\n'.repeat(200))
const replay = (file: string) => `name: replayed
problem: {use: replay, file: ${JSON.stringify(file)}}
optimizers: {use: sgd, lr: 0.1}
steps: 2
`
const validated = (file: string) => adamLabHere(['validate', page(folder, 'replay.yaml', replay(file))])

/** The header and then rows that are all wrong. */
const broken = (rows: number) =>
  `{"format": "optimizer-trace/1", "x0": [1]}\n${'{"t": 0, "g": [1], "x": [1]}\n'.repeat(rows)}`

describe.skipIf(process.platform === 'win32')('a file that a page or the command line names', () => {
  execFileSync('mkfifo', [join(folder, 'pipe')])
  writeFileSync(join(folder, 'huge'), '')
  truncateSync(join(folder, 'huge'), 600 * 2 ** 20)
  mkdirSync(join(folder, 'directory'))
  writeFileSync(join(folder, 'empty'), '')

  it.each([
    [secret, /this is not a recorded trajectory/],
    ['/dev/zero', /it is a device, and only regular files are read/],
    [join(folder, 'pipe'), /it is a pipe, and only regular files are read/],
    [join(folder, 'huge'), /it has 629,145,600 bytes, and at most 500,000,000 are read of such a file/],
    [join(folder, 'directory'), /it is a directory/],
    [join(folder, 'empty'), /this file is empty/],
  ])('is refused if it is no trace, and nothing of it is shown: %s', async (file, reason) => {
    for (const { code, out, err } of [await validated(file), await adamLabHere(['conform', file])]) {
      expect(err).toMatch(reason)
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).not.toMatch(/root|daemon|bash/)
      expect(err.length).toBeLessThan(1000)
    }
  })

  it('as a page, a baseline or a summary is refused as well', async () => {
    const pipe = join(folder, 'pipe')
    const results = join(folder, 'piped')
    mkdirSync(results)
    execFileSync('mkfifo', [join(results, 'summary.json')])
    for (const args of [
      ['run', pipe],
      ['validate', pipe],
      ['conform', pipe],
      ['conform', secret, '--page', pipe],
      ['check', 'configs/quickstart.yaml', '--baseline', pipe],
      ['report', results, folder],
      ['show', 'adam', `${pipe}.yaml`],
    ]) {
      if (args[0] === 'show') symlinkSync(pipe, `${pipe}.yaml`)
      const { code, err } = await adamLab(args)
      expect([args[0], code]).toEqual([args[0], 2])
      expect(err).toMatch(args[3] === pipe && args[0] === 'conform' ? /not a recorded/ : /only regular files are read/)
    }
  })

  it('shows some of the mistakes, and says how many more there are', async () => {
    writeFileSync(join(folder, 'broken.jsonl'), broken(317))
    const conform = await adamLabHere(['conform', join(folder, 'broken.jsonl')])
    expect(conform.err.match(/step \d+ is expected here/g)).toHaveLength(5)
    expect(conform.err).toContain('... and 312 more\n')
    const replayed = await validated('broken.jsonl')
    expect(replayed.err.match(/step \d+ is expected here/g)).toHaveLength(5)
    expect(replayed.err).toContain('... and 312 more in broken.jsonl')
    const keys = Array.from({ length: 352 }, (_, k) => `key${k}: 1\n`).join('')
    const unknown = await adamLabHere(['validate', page(folder, 'keys.yaml', `${replay('broken.jsonl')}${keys}`)])
    expect(unknown.err).toMatch(/^\.\.\. and \d+ more$/m)
    expect(unknown.err.match(/keys\.yaml:\d+/g)).toHaveLength(40)
    const checked = await adamLab(['check', join(folder, 'keys.yaml'), '--github'])
    expect(checked.out.match(/^::error .*keys\.yaml/gm)).toHaveLength(41)
    expect(checked.out).toMatch(/^::error .*::\.\.\. and \d+ more$/m)
  })
})

describe.skipIf(process.platform === 'win32')('a cache folder', () => {
  it('with a pipe in it hangs nothing, and what cannot be a batch is removed', async () => {
    const path = page(
      folder,
      'cached.yaml',
      'name: cached\nproblem: {use: ill-scaled-quadratic}\noptimizers: {use: sgd, lr: 0.1}\nsteps: 5\nmeasures: {f: objective}\n',
    )
    await adamLab(['run', path, '--out', folder])
    const cache = join(folder, 'cached/cache')
    const before = readdirSync(cache)
    execFileSync('mkfifo', [join(cache, 'stuck.bin')])
    symlinkSync('/dev/zero', join(cache, 'zero.bin'))
    symlinkSync('loop.bin', join(cache, 'loop.bin'))
    const { code, out } = await adamLab(['run', path, '--out', folder])
    expect(code).toBe(0)
    expect(out).toContain('3 stored batches were damaged')
    expect(readdirSync(cache)).toEqual(before)
    mkdirSync(join(cache, 'folder.bin/full'), { recursive: true })
    const refused = await adamLab(['run', path, '--out', folder])
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(/cannot use '.*folder\.bin': it is a directory/),
    ])
    expect(readdirSync(join(cache, 'folder.bin'))).toEqual(['full'])
  })
})

describe('a result directory of somebody else', () => {
  const page_ = page(
    folder,
    'mine.yaml',
    `name: mine
problem: {use: ill-scaled-quadratic}
optimizers: {use: sgd, lr: 0.1}
steps: 5
measures: {f: objective}
plots: [{kind: trajectory, measure: f}]
`,
  )
  const outside = join(folder, 'outside')

  it('is read as far as it goes itself: links may not lead out of it', async () => {
    await adamLab(['run', page_, '--out', folder])
    await adamLab(['run', page_, '--out', join(folder, 'other')])
    mkdirSync(outside)
    for (const name of ['summary', 'figure', 'latex'])
      execFileSync('cp', ['-r', join(folder, 'mine'), join(folder, name)])
    for (const file of ['summary.json', 'plots/trajectory-f.svg']) {
      const name = file === 'summary.json' ? 'summary' : 'figure'
      execFileSync('mv', [join(folder, name, file), join(outside, name)])
      symlinkSync(join(outside, name), join(folder, name, file))
      const { code, err } = await adamLab([
        'report',
        join(folder, 'other/mine'),
        join(folder, name),
        '--out',
        join(folder, 'comparison'),
      ])
      expect(err).toMatch(/cannot read '.*': it is a link that leads out of the directory/)
      expect(code).toBe(2)
    }
    symlinkSync(outside, join(folder, 'latex/latex'))
    const { code, err } = await adamLab(['report', join(folder, 'latex'), '--latex'])
    expect(err).toMatch(/cannot write to '.*': it is a link that leads out of the directory/)
    expect(code).toBe(2)
    expect(readdirSync(outside).sort()).toEqual(['figure', 'summary'])
  })

  it('may hold links within, and may be one', async () => {
    execFileSync('mv', [join(folder, 'other/mine/plots'), join(folder, 'other/mine/figures')])
    symlinkSync('figures', join(folder, 'other/mine/plots'))
    symlinkSync(join(folder, 'other/mine'), join(folder, 'by-link'))
    const out = join(folder, 'comparison-by-link')
    const { code } = await adamLab(['report', join(folder, 'mine'), join(folder, 'by-link'), '--out', out])
    expect(code).toBe(0)
    expect(readdirSync(join(out, 'plots'))).toHaveLength(2)
  })
})

describe('a path that begins with a dash', () => {
  const text = (name: string) => `name: ${name}
problem: {use: ill-scaled-quadratic}
optimizers: {use: sgd, lr: 0.1}
steps: 5
measures: {f: objective}
plots: [{kind: trajectory, measure: f}]
`
  const hasConverter = () => execFileSync('sh', ['-c', 'command -v rsvg-convert || true'], { encoding: 'utf8' }) !== ''

  it('is no option, neither to the converter nor in the command of a report', async () => {
    page(folder, '-page.yaml', text('dashed'))
    const { code, err } = await adamLab(['run', '--out', './-dash', '--latex', '--', '-page.yaml'], { cwd: folder })
    const made = join(folder, '-dash/dashed')
    if (hasConverter()) {
      expect(err).toBe('')
      expect(readdirSync(join(made, 'latex')).sort()).toEqual(['figures.tex', 'trajectory-f.pdf', 'verdicts.tex'])
    } else expect(err).toContain('-o ./-dash/dashed/latex/trajectory-f.pdf ./-dash/dashed/plots/trajectory-f.svg')
    expect(code).toBe(0)
    expect(readFileSync(join(made, 'report.md'), 'utf8')).toContain('adam-lab run ./-page.yaml')
  })

  it('is no option in the commands that stand in for the converter', async () => {
    const { err } = await adamLab(['report', './-dash/dashed', '--latex'], { cwd: folder, env: { PATH: '' } })
    expect(err).toContain('-o ./-dash/dashed/latex/trajectory-f.pdf ./-dash/dashed/plots/trajectory-f.svg')
  })
})
