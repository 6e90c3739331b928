import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { partialName } from '../../src/machine/partial.ts'
import { StorageError } from '../../src/machine/storage-error.ts'
import { Store } from '../../src/machine/store.ts'
import { nodeSystem } from '../../src/machine/system.ts'
import { writeTogether, writeWhole } from '../../src/machine/whole.ts'
import { batchName, decodeBatch, encodeBatch } from '../../src/run/batch-file.ts'
import { execute, experiment, temporary } from './support.ts'

const units = ['a'.repeat(64), 'b'.repeat(64)]
const numbers = Float64Array.of(0, -0, Number.NaN, 5e-324, Number.POSITIVE_INFINITY, 0.1)
const batch = { units, numbers }
const wanted = new Map(units.map((id) => [id, 3]))

/** What a store has of some units (id to number of numbers). */
async function load(store: Store, units_: ReadonlyMap<string, number>) {
  const records = new Map<string, number[]>()
  const damaged = await store.load({
    lengthOf: (id) => units_.get(id) ?? -1,
    put: (id, found) => records.set(id, [...found]),
  })
  return { records, damaged }
}

async function prepared(): Promise<Store> {
  const store = new Store(temporary())
  await store.prepare()
  return store
}

describe('a batch file', () => {
  test('reads back to the same units and bits', () => {
    const read = decodeBatch(encodeBatch(batch, nodeSystem), nodeSystem)
    expect(read?.units).toEqual(units)
    expect(Buffer.from(read?.numbers.buffer as ArrayBuffer).equals(Buffer.from(numbers.buffer))).toBe(true)
  })

  test('does not count if cut at any length, longer, or changed in any byte', () => {
    const file = encodeBatch(batch, nodeSystem)
    for (let length = 0; length < file.length; length++)
      expect(decodeBatch(file.subarray(0, length), nodeSystem)).toBeNull()
    expect(decodeBatch(Buffer.concat([file, Buffer.of(0)]), nodeSystem)).toBeNull()
    for (let k = 0; k < file.length; k++) {
      const changed = Buffer.from(file)
      changed.writeUInt8((file[k] as number) ^ 1, k)
      expect(decodeBatch(changed, nodeSystem)).toBeNull()
    }
  })
})

describe('the store', () => {
  test('gives units of any batch, and only those that are wanted at their length', async () => {
    const store = await prepared()
    await store.publish(batch)
    await store.publish({ units: ['c'.repeat(64)], numbers: Float64Array.of(7) })
    const some = await load(store, new Map([[units[1] as string, 3]]))
    expect([...some.records.values()]).toEqual([[5e-324, Number.POSITIVE_INFINITY, 0.1]])
    expect((await load(store, new Map([[units[0] as string, 4]]))).records.size).toBe(0)
    expect((await load(store, wanted)).records.size).toBe(2)
  })

  test('serves several writers of one folder, also of the same batch', async () => {
    const store = await prepared()
    const others = Array.from({ length: 20 }, (_, k) => ({ units: [String(k)], numbers: Float64Array.of(k) }))
    await Promise.all([...others, ...others].map((one) => new Store(join(store.folder, '..')).publish(one)))
    const { records, damaged } = await load(store, new Map(others.map(({ units: [id = ''] }) => [id, 1])))
    expect([records.size, damaged]).toEqual([20, []])
    expect(readdirSync(store.folder)).toHaveLength(20)
  })

  test('goes on where another process has cleared the folder', async () => {
    const store = await prepared()
    await store.clear()
    expect(await load(store, wanted)).toEqual({ records: new Map(), damaged: [] })
    await store.publish(batch)
    expect((await load(store, wanted)).records.size).toBe(2)
  })

  test('removes what dead writers left, and nothing of those that may be alive', async () => {
    const store = await prepared()
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    const [, here, token] = /\.([0-9a-f]{8})-\d+-([0-9a-f]{8})\.partial$/.exec(partialName('x')) ?? []
    const leave = (folder: string, name: string) => {
      writeFileSync(join(folder, name), 'half')
      return name
    }
    const kept = [
      leave(store.folder, `mine.0.${here}-${process.pid}-${token}.partial`),
      leave(store.folder, `parent.${here}-${process.ppid}-00000000.partial`),
      leave(store.folder, `elsewhere.00000000-${dead}-00000000.partial`),
    ]
    leave(store.folder, `dead.${here}-${dead}-00000000.partial`)
    leave(store.folder, `same-number.${here}-${process.pid}-00000000.partial`)
    const ancient = leave(store.folder, 'ancient.00000000-1-00000000.partial')
    utimesSync(join(store.folder, ancient), 0, 0)
    const top = join(store.folder, '..')
    mkdirSync(join(top, 'plots'))
    leave(top, `traces.parquet.${dead}.partial`)
    leave(join(top, 'plots'), `a.svg.${dead}.partial`)
    await store.prepare()
    expect(readdirSync(store.folder).sort()).toEqual(kept.sort())
    expect(readdirSync(top).sort()).toEqual(['cache', 'plots'])
    expect(readdirSync(join(top, 'plots'))).toEqual([])
  })
})

test('a file that cannot be finished leaves the old one, and nothing else', async () => {
  const folder = temporary()
  const path = join(folder, 'summary.json')
  writeFileSync(path, 'old')
  const half = writeWhole(path, async (partial) => {
    writeFileSync(partial, 'ne')
    throw new Error('cut')
  })
  await expect(half).rejects.toThrow('cut')
  expect(readdirSync(folder)).toEqual(['summary.json'])
})

describe('files that belong together', () => {
  const made = (path: string, text: string) => ({
    path,
    write: async (partial: string) => writeFileSync(partial, text),
  })

  test('take their places only when all are written', async () => {
    const folder = temporary()
    const [table, summary] = [join(folder, 'table'), join(folder, 'summary')]
    await writeTogether([made(table, 'old'), made(summary, 'old')])
    const cut = {
      path: summary,
      write: async () => {
        expect(readFileSync(table, 'utf8')).toBe('old')
        throw new Error('cut')
      },
    }
    await expect(writeTogether([made(table, 'new'), cut])).rejects.toThrow('cut')
    const stop = new AbortController()
    const stopped = {
      path: summary,
      async write(partial: string) {
        writeFileSync(partial, 'new')
        stop.abort()
      },
    }
    await expect(writeTogether([made(table, 'new'), stopped], { signal: stop.signal })).rejects.toThrow(/abort/i)
    expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual([
      ['summary', 'old'],
      ['table', 'old'],
    ])
    await writeTogether([made(table, 'new'), made(summary, 'new')])
    expect([readFileSync(table, 'utf8'), readFileSync(summary, 'utf8')]).toEqual(['new', 'new'])
  })

  test('change nothing if one cannot take its place, and name that', async () => {
    const folder = temporary()
    const [table, summary, note] = ['table', 'summary', 'note'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    for (const path of [summary, note]) writeFileSync(path, 'old')
    mkdirSync(join(table, 'in-the-way'), { recursive: true })
    const files = [made(table, 'new'), made(summary, 'new')]
    await expect(writeTogether(files, { outdated: [note] })).rejects.toThrow(`'${table}': it is a directory`)
    expect(readdirSync(folder).sort()).toEqual(['note', 'summary', 'table'])
    for (const path of [summary, note]) expect(readFileSync(path, 'utf8')).toBe('old')
    await expect(writeTogether(files.slice(1), { outdated: [table] })).rejects.toThrow(`'${table}': it is a directory`)
    expect(readFileSync(summary, 'utf8')).toBe('old')
  })

  test('take what tells of the old ones away before they take their places', async () => {
    const folder = temporary()
    const [table, note] = [join(folder, 'table'), join(folder, 'note')]
    for (const path of [table, note]) writeFileSync(path, 'old')
    await writeTogether([made(table, 'new')], { outdated: [note] })
    expect(readdirSync(folder)).toEqual(['table'])
  })
})

/** Lets nothing be written in a folder, and gives what takes that back. The system forbids root nothing, so for root it is made up. */
function forbidWriting(folder: string): () => void {
  if (process.geteuid?.() !== 0) {
    chmodSync(folder, 0o555)
    return () => chmodSync(folder, 0o755)
  }
  const writeFile = promises.writeFile
  const spy = vi.spyOn(promises, 'writeFile').mockImplementation(async (path, ...how) => {
    if (String(path).startsWith(folder))
      throw Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES', syscall: 'open' })
    return writeFile(path, ...how)
  })
  syncBuiltinESMExports()
  return () => {
    spy.mockRestore()
    syncBuiltinESMExports()
  }
}

describe('a folder that cannot be used', () => {
  test('a file in its place', async () => {
    const file = join(temporary(), 'results')
    writeFileSync(file, '')
    const run = execute(experiment({ seeds: 1 }), file)
    await expect(run).rejects.toThrow(/cannot use '.*cache': a part of the path is a file, not a directory/)
    await expect(run).rejects.toMatchObject({ name: 'StorageError', code: 'ENOTDIR' })
  })

  test('one without permission: what is there is read, but nothing is added', async () => {
    const out = temporary()
    const of = experiment({ seeds: 2 })
    const { digest } = await execute(of, out)
    const cache = join(out, 'sample/cache')
    const before = readdirSync(cache)
    const allow = forbidWriting(cache)
    try {
      expect(await execute(of, out)).toMatchObject({ computed: 0, digest })
      const more = execute(experiment({ seeds: 3 }), out)
      await expect(more).rejects.toBeInstanceOf(StorageError)
      await expect(more).rejects.toThrow(/permission denied; runs that were stored before are kept/)
    } finally {
      allow()
    }
    expect(readdirSync(cache)).toEqual(before)
  })
})

test('the name of a batch follows from its units', () => {
  expect(batchName(units, nodeSystem)).toBe(batchName([...units], nodeSystem))
  expect(batchName(units, nodeSystem)).not.toBe(batchName(units.toReversed(), nodeSystem))
})
