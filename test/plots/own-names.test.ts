import { expect, test } from 'vitest'
import { ownNames } from '../../src/plots/own-names.ts'

test('names that every object has are others afterwards, and look the same', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'valueOf']) {
    const made = ownNames({ title: name, data: [{ name, t: 1 }, [name]] })
    expect(made).toStrictEqual({ title: `${name}\u034f`, data: [{ name: `${name}\u034f`, t: 1 }, [`${name}\u034f`]] })
  }
})

test('everything else is as it was', () => {
  const spec = { title: 'constructors', sort: null, width: 3, values: [true, Number.NaN, ''], nested: { field: 't' } }
  expect(ownNames(spec)).toStrictEqual(spec)
})
