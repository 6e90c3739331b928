import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adamLab, page, scratch } from './adam-lab.ts'

/** A file that takes nothing, as on a full disk. */
const FULL = '/dev/full'

/** Runs a command one of whose streams is full. */
function ended(stream: 'stdout' | 'stderr', ...args: readonly string[]) {
  const full = openSync(FULL, 'w')
  try {
    const stdio =
      stream === 'stdout' ? ['ignore' as const, full, 'pipe' as const] : ['ignore' as const, 'pipe' as const, full]
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/adam-lab.js', ...args], {
      stdio,
      encoding: 'utf8',
    })
    return { status, said: stdout ?? stderr }
  } finally {
    closeSync(full)
  }
}

test.skipIf(!existsSync(FULL)).each([
  ['list', ['list']],
  ['validate', ['validate', 'configs/quickstart.yaml']],
  ['run', ['run', 'configs/quickstart.yaml', '--out', 'node_modules/.cache/adam-lab-full', '--steps', '2']],
])('%s says that its output cannot be written, and ends with 2', (_, args) => {
  const sentence = 'adam-lab: cannot write to standard output: no space is left on the device\n'
  expect(ended('stdout', ...args)).toEqual({ status: 2, said: sentence })
})

test.skipIf(!existsSync(FULL))('a complaint that cannot be written ends with 2', () => {
  expect(ended('stderr', 'show', 'nothing')).toEqual({ status: 2, said: '' })
})

test('a JUnit report takes the place of no page, and of another report', async () => {
  const folder = scratch()
  const file = page(folder, 'page.yaml', 'name: kept\n')
  for (const command of ['run', 'check']) {
    const { code, err } = await adamLab([command, file, '--junit', file])
    expect([code, err]).toEqual([
      2,
      `adam-lab: cannot write the JUnit report to '${file}': a file is there that is no JUnit report [AL8005]\n`,
    ])
    expect(readFileSync(file, 'utf8')).toBe('name: kept\n')
  }
  const report = page(folder, 'junit.xml', '<?xml version="1.0"?>\n<!-- of another tool -->\n<testsuite name="x"/>\n')
  await adamLab(['run', file, '--junit', report])
  expect(readFileSync(report, 'utf8')).toContain('name="adam-lab run"')
})

const mounts = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

test.skipIf(!mounts)('LaTeX on a read-only file system is told as that', () => {
  const script = 'mount --bind "$1" /mnt && mount -o remount,ro,bind /mnt && "$2" bin/adam-lab.js report /mnt --latex'
  const args = ['--mount', 'sh', '-c', script, 'sh', 'results/claims/ahn2024/smooth-rate', process.execPath]
  const { status, stderr } = spawnSync('unshare', args, { encoding: 'utf8' })
  expect(stderr).toMatch(/cannot write .* to '\/mnt\/latex\/verdicts\.tex': the file system is read-only \[AL8002\]\n$/)
  expect(status).toBe(2)
})
