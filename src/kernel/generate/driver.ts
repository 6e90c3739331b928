import type { KernelFunction, KernelStatement, Local, Scalar } from '../code/instruction.ts'
import { i32, i64 } from '../code/scalars.ts'
import { advance, get, put } from '../code/words.ts'
import type { Layout } from '../layout.ts'

/**
 * Coordinate steps between two returns from `steps`. Engines replace the code of their first, quick compiler by that of the
 * optimizing one only between calls, so a call must not last a whole run.
 */
const CHUNK = 2048

/** Steps whose common values are in memory at a time: few enough for the nearest caches. */
const COMMON_CHUNK = 512

/** Steps that a tile makes at a time. */
export const chunkSteps = (coordinates: number, common: boolean): number =>
  common ? COMMON_CHUNK : Math.max(1, Math.floor(CHUNK / coordinates))

const run = (name: string, ...args: readonly Scalar[]): KernelStatement => ['run', ['call', name, ...args]]

const LOCALS = [
  ['$tile', 'i32'],
  ['$left', 'i32'],
] as const

/** What the host calls: `init(tiles)` and `advance(tiles, from, to)`, which runs steps `from` + 1 ... `to`; only the last needs the outputs. */
export function driver(layout: Layout, hasFirst: boolean, chunk: number, common: boolean): KernelFunction[] {
  /** Statements once for each tile. */
  const each = (...once: readonly KernelStatement[]): KernelStatement[] => [
    put('$tile', i32.const(layout.tiles)),
    put('$left', get('$tiles')),
    [
      'block',
      '$done',
      [
        [
          'loop',
          '$all',
          [
            ['leave', '$done', i32.isZero('$left')],
            ...once,
            advance('$tile', layout.tileBytes),
            put('$left', i32.sub('$left', 1)),
          ],
          null,
        ],
      ],
    ],
  ]
  /** A statement once for each chunk of the steps from `$last` on. */
  const chunks = (from: Local, once: readonly KernelStatement[]): KernelStatement => [
    'block',
    '$ran',
    [
      [
        'loop',
        '$chunks',
        [
          ['leave', '$ran', i64.atLeast(from, '$last')],
          put('$until', i64.add(from, chunk)),
          ['if', i64.more('$until', '$last'), [put('$until', get('$last'))]],
          ...once,
          put(from, get('$until')),
        ],
        null,
      ],
    ],
  ]
  const firstStep = (name: string) => each(run(name, get('$tile'), i64.const(0), i64.const(1)))
  const first: KernelStatement[] = [
    ['remark', 'the first step is another'],
    [
      'if',
      i64.isZero('$from'),
      [
        ['if', i64.equal('$to', 1), [...firstStep('first_outputs'), ['return']]],
        ...firstStep('first'),
        put('$from', i64.const(1)),
      ],
    ],
  ]
  const steps = (from: Local) => run('steps', get('$tile'), get(from), get('$until'))
  // Common values are computed once for all tiles; without them a tile runs on while it is in the cache.
  const body = common
    ? [chunks('$from', [run('common', get('$from'), get('$until')), ...each(steps('$from'))])]
    : each(put('$at', get('$from')), chunks('$at', [steps('$at')]))
  return [
    {
      name: 'init',
      exported: true,
      params: [['$tiles', 'i32']],
      locals: LOCALS,
      body: each(run('init_tile', get('$tile'))),
      results: [],
      values: [],
    },
    {
      name: 'advance',
      exported: true,
      params: [
        ['$tiles', 'i32'],
        ['$from', 'i64'],
        ['$to', 'i64'],
      ],
      locals: [...LOCALS, ...(['$last', '$until', '$at'] as const).map((local) => [local, 'i64'] as const)],
      body: [
        ...(hasFirst ? first : []),
        put('$last', i64.sub('$to', 1)),
        ...body,
        ...each(run('steps_outputs', get('$tile'), get('$last'), get('$to'))),
      ],
      results: [],
      values: [],
    },
  ]
}
