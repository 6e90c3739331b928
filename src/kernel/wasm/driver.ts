import type { Layout } from '../layout.ts'

/**
 * Coordinate steps between two returns from `$steps`. Engines replace the code of their first, quick compiler by that of the
 * optimizing one only between calls, so a call must not last a whole run.
 */
const CHUNK = 2048

/** Steps whose common values are in memory at a time: few enough for the nearest caches. */
const COMMON_CHUNK = 512

/** Steps that a tile makes at a time. */
export const chunkSteps = (coordinates: number, common: boolean): number =>
  common ? COMMON_CHUNK : Math.max(1, Math.floor(CHUNK / coordinates))

/** The exported functions: `init(tiles)` and `advance(tiles, from, to)`, which runs steps `from` + 1 ... `to`; only the last needs the outputs. */
export function driver(layout: Layout, hasFirst: boolean, chunk: number, common: boolean): string {
  const each = (call: string) => `
  (local.set $tile (i32.const ${layout.tiles}))
  (local.set $left (local.get $tiles))
  (block $done
    (loop $all
      (br_if $done (i32.eqz (local.get $left)))
      ${call}
      (local.set $tile (i32.add (local.get $tile) (i32.const ${layout.tileBytes})))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br $all)))`
  const first = `
  ;; the first step is another
  (if (i64.eqz (local.get $from)) (then
    (if (i64.eq (local.get $to) (i64.const 1)) (then${each('(call $first_outputs (local.get $tile) (i64.const 0) (i64.const 1))')}
      (return)))${each('(call $first (local.get $tile) (i64.const 0) (i64.const 1))')}
    (local.set $from (i64.const 1))))`
  const chunks = (from: string, call: string) => `
  (block $ran
    (loop $chunks
      (br_if $ran (i64.ge_s (local.get ${from}) (local.get $last)))
      (local.set $until (i64.add (local.get ${from}) (i64.const ${chunk})))
      (if (i64.gt_s (local.get $until) (local.get $last)) (then (local.set $until (local.get $last))))
      ${call}
      (local.set ${from} (local.get $until))
      (br $chunks)))`
  const locals = '(local $tile i32) (local $left i32)'
  const run = '(call $steps (local.get $tile) (local.get $from) (local.get $until))'
  // Common values are computed once for all tiles; without them a tile runs on while it is in the cache.
  const body = common
    ? chunks('$from', `(call $common (local.get $from) (local.get $until))${each(run)}`)
    : each(`(local.set $at (local.get $from))${chunks('$at', run.replace('$from', '$at'))}`)
  return `(func (export "init") (param $tiles i32) ${locals}${each('(call $init (local.get $tile))')})
(func (export "advance") (param $tiles i32) (param $from i64) (param $to i64)
  ${locals} (local $last i64) (local $until i64) (local $at i64)${hasFirst ? first : ''}
  (local.set $last (i64.sub (local.get $to) (i64.const 1)))${body}${each('(call $steps_outputs (local.get $tile) (local.get $last) (local.get $to))')})`
}
