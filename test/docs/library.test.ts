import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve('.')

it('the example of docs/library.md is valid TypeScript for whoever installs the package, and does what it says', () => {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/library.md', 'utf8')) ?? []
  expect(existsSync('dist/types/host/index.d.ts'), 'npm run types writes the types').toBe(true)
  const folder = mkdtempSync(join(tmpdir(), 'adam-lab-library-'))
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/adam-lab'))
  symlinkSync(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'))
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  writeFileSync(
    join(folder, 'use.ts'),
    `${code}\nimport * as core from 'adam-lab/core'\nexport const names = Object.keys(core)\n`,
  )
  const how = '--strict --target es2022 --module nodenext --types node use.ts'.split(' ')
  execFileSync(join(root, 'node_modules/.bin/tsc'), how, { cwd: folder, encoding: 'utf8' })
  const said = execFileSync(process.execPath, ['use.js'], { cwd: folder, encoding: 'utf8' })
  expect(said).toMatch(/^converges holds /)
  expect(said).toContain('summary.json')
})

it('every name of its table is exported', async () => {
  const core = await import('../../src/lab/core.ts')
  const table = /\| From[\s\S]*/.exec(readFileSync('docs/library.md', 'utf8'))?.[0] ?? ''
  const names = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)[(`]/g)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) if (!['adam', 'core'].includes(name ?? '')) expect(core).toHaveProperty(name ?? '')
})
