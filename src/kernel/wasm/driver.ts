import type { Layout } from '../layout.ts'

/**
 * Coordinate steps between two returns from `$steps`. Engines replace the code of their first, quick compiler by that of the
 * optimizing one only between calls, so a call must not last a whole run.
 */
const CHUNK = 2048

/** The exported functions: `init(tiles)` and `advance(tiles, from, to)`, which runs steps `from` + 1 ... `to`. */
export function driver(layout: Layout, hasFirst: boolean, coordinates: number): string {
  const chunk = Math.max(1, Math.floor(CHUNK / coordinates))
  const first = `
  ;; the first step is another
  (if (i64.eqz (local.get $from)) (then
    (if (i64.eq (local.get $to) (i64.const 1)) (then
      (call $first_outputs (local.get $tile) (i64.const 0) (i64.const 1))
      (return)))
    (call $first (local.get $tile) (i64.const 0) (i64.const 1))
    (local.set $from (i64.const 1))))`
  const tiles = (call: string) => `
  (local.set $tile (i32.const ${layout.tiles}))
  (block $done
    (loop $all
      (br_if $done (i32.eqz (local.get $tiles)))
      ${call}
      (local.set $tile (i32.add (local.get $tile) (i32.const ${layout.tileBytes})))
      (local.set $tiles (i32.sub (local.get $tiles) (i32.const 1)))
      (br $all)))`
  return `;; all steps of one tile; only the last needs the outputs
(func $tile (param $tile i32) (param $from i64) (param $to i64)
  (local $last i64) (local $until i64)${hasFirst ? first : ''}
  (local.set $last (i64.sub (local.get $to) (i64.const 1)))
  (block $done
    (loop $chunks
      (br_if $done (i64.ge_s (local.get $from) (local.get $last)))
      (local.set $until (i64.add (local.get $from) (i64.const ${chunk})))
      (if (i64.gt_s (local.get $until) (local.get $last)) (then (local.set $until (local.get $last))))
      (call $steps (local.get $tile) (local.get $from) (local.get $until))
      (local.set $from (local.get $until))
      (br $chunks)))
  (call $steps_outputs (local.get $tile) (local.get $last) (local.get $to))
)
(func (export "init") (param $tiles i32) (local $tile i32)${tiles('(call $init (local.get $tile))')})
(func (export "advance") (param $tiles i32) (param $from i64) (param $to i64) (local $tile i32)${tiles(
    '(call $tile (local.get $tile) (local.get $from) (local.get $to))',
  )})`
}
