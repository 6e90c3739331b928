import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { entries } from '../../src/messages/catalogue.ts'
import { adamLab, page, scratch } from '../cli/adam-lab.ts'

const folder = scratch()
const file = page(
  folder,
  'page.yaml',
  `name: drawn
problem: saddle
optimizers: sgd
steps: 10
measures: {far: norm(x)}
plots: [{kind: trajectory, measure: far}]
`,
)

it('each message that needs more than files has a test of its own', () => {
  const special = entries.filter(({ example }) => example.where !== undefined).map(({ code }) => code)
  // Memory: test/cli/interrupted.test.ts.
  expect(special).toEqual(['AL8008', 'AL8009', 'AL8010'])
})

it('a figure that was not drawn here, and one that cannot be converted', async () => {
  const out = join(folder, 'results')
  const ran = await adamLab(['run', file, '--out', out])
  expect(ran.code, ran.err).toBe(0)
  const result = join(out, 'drawn')
  const bin = join(folder, 'rsvg-convert')
  writeFileSync(bin, '#!/bin/sh\necho "no picture" >&2\nexit 1\n')
  chmodSync(bin, 0o755)
  const converted = await adamLab(['report', result, '--latex'], {
    env: { PATH: `${folder}:${process.env.PATH ?? ''}` },
  })
  expect(converted.err).toMatch(/rsvg-convert cannot draw .*: no picture \[AL8010\]\n$/)
  expect(converted.code).toBe(2)

  const [svg = ''] = readdirSync(join(result, 'plots')).filter((name) => name.endsWith('.svg'))
  writeFileSync(join(result, 'plots', svg), '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
  const foreign = await adamLab(['report', result, '--latex'])
  expect(foreign.err).toMatch(/is no figure that 'adam-lab run' drew: .* \[AL8008\]\n$/)
  expect(foreign.code).toBe(2)
})
