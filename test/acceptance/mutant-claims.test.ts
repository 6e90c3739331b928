import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { fileCatalog } from '../../src/host/file-catalog.ts'

interface Claim {
  readonly id: string
  readonly mutants?: readonly string[]
}

const ledger = fileURLToPath(new URL('../../experiments', import.meta.url))

/** A part belongs to the claim that its id begins with. */
const claimOf = (id: string) => id.split('/').slice(0, 2).join('/')

test('a mutant says that it breaks exactly the claims of the ledger that try it, and at least one does', () => {
  const tried = new Map<string, Set<string>>()
  for (const file of readdirSync(ledger, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  )) {
    const page = parse(readFileSync(join(ledger, file), 'utf8')) as { claims?: Claim[] }
    for (const { id, mutants } of page.claims ?? []) {
      for (const mutant of mutants ?? []) tried.set(mutant, (tried.get(mutant) ?? new Set()).add(claimOf(id)))
    }
  }
  const catalog = fileCatalog()
  const said = catalog
    .names('optimizer')
    .flatMap((optimizer) =>
      Object.entries(catalog.page('optimizer', optimizer).dialects).flatMap(([name, { breaks }]) =>
        breaks === null ? [] : [[`${optimizer}@${name}`, breaks] as const],
      ),
    )
  expect(said.length).toBeGreaterThan(60)
  for (const [mutant, breaks] of said) {
    expect([...new Set(breaks.map(claimOf))].sort(), mutant).toStrictEqual([...(tried.get(mutant) ?? [])].sort())
  }
})
