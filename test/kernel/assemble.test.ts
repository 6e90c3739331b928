import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile as reference } from 'watr'
import { composeVariants } from '../../src/compose/variants.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { assemble } from '../../src/kernel/wasm/assemble.ts'
import { Bytes } from '../../src/kernel/wasm/bytes.ts'
import { compileKernel, type Kernel } from '../../src/kernel/wasm/compile.ts'
import { Diagnostics } from '../../src/lang/source.ts'
import { load } from '../acceptance/lab.ts'
import { build, recipe } from './random-program.ts'

const same = ({ wat, bytes }: Kernel) => Buffer.from(bytes).equals(Buffer.from(reference(wat)))

test.each(
  fileCatalog()
    .names('optimizer')
    .map((name, k) => [name, ([1, 2, 4] as const)[k % 3] ?? 1, k % 2 === 0 ? 2 : 8] as const),
)('the bytes of %s are those of its text, as another assembler makes them: %i vectors, d = %i', (name, vectors, d) => {
  const page = `name: p\nproblem: {use: ill-scaled-quadratic, d: ${d}}\noptimizers: {use: ${name}}\nsteps: 10\n`
  const [variant] = composeVariants(load(`${page}measures: {x1: "x[1]"}\n`), new Diagnostics())
  if (!variant) throw new Error(`${name} has no program`)
  expect(same(compileKernel(variant.program, { vectors }))).toBe(true)
})

test('so are those of random programs', () => {
  fc.assert(
    fc.property(
      recipe(4),
      fc.constantFrom<1 | 2 | 4>(1, 2, 4),
      fc.constantFrom<'memory' | 'unrolled'>('memory', 'unrolled'),
      (r, vectors, mode) => same(compileKernel(build(r), { vectors, mode })),
    ),
    { numRuns: 30 },
  )
})

test('numbers in groups of seven bits', () => {
  const bytes = new Bytes()
  for (const value of [0, 127, 128, 0xffffffff]) bytes.count(value)
  for (const value of [0n, 63n, 64n, -64n, -65n, -(2n ** 63n)]) bytes.signed(value)
  const counts = [0x00, 0x7f, 0x80, 0x01, 0xff, 0xff, 0xff, 0xff, 0x0f]
  const least = [...Array<number>(9).fill(0x80), 0x7f]
  expect([...bytes.written]).toStrictEqual([...counts, 0x00, 0x3f, 0xc0, 0x00, 0x40, 0xbf, 0x7f, ...least])
})

test('what a function names has to be there', () => {
  const of = (value: Parameters<typeof assemble>[0][number]['values'][number]) => () =>
    assemble([{ name: 'f', params: [], locals: [], body: [], results: ['i32'], values: [value] }], { memory: false })
  expect(of(['get', '$a'])).toThrow('the kernel has no $a')
  expect(of(['call', 'g'])).toThrow('the kernel has no $g')
  expect(of(['native', 'i8x16.popcnt'])).toThrow('kernels have no instruction i8x16.popcnt')
})
