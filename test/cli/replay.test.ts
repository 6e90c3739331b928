import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { replayCommand } from '../../src/cli/replay.ts'

it('quotes what a shell would read otherwise', () => {
  const command = replayCommand("it's a page.yaml", { seeds: 3, set: ['lr=0.5/sqrt(t)'] })
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(words).toEqual(['adam-lab', 'run', "it's a page.yaml", '--seeds', '3', '--set', 'lr=0.5/sqrt(t)'])
})
