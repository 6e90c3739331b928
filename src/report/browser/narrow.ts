import { unwrap, wrap } from '../../plots/wrap.ts'
import { type FigureProgram, isJson, type Json, members } from './program.ts'

/** Widths of a letter of a title, and of other text, in units of the chart. */
const TITLE_LETTER = 9.6
const PANEL_LETTER = 7.2
const LETTER = 6.6
/** How much wider Vega takes a text to be, by which it cuts names that are too long. */
const ESTIMATE = 8.8 / LETTER
/** Height of a row whose name stands above its marks, and how far above. */
const NAMED_ROW = 40
const NAME_ABOVE = -15

/** Frames lower than this show nothing. */
const LOWEST = 190

/**
 * The figure for a narrow place, `total` units wide with frames of `frame` units: panels below each other, legends below the chart,
 * titles in shorter lines. Letters keep their size.
 */
export function narrowed(program: FigureProgram, frame: number, total: number): FigureProgram {
  const spec = structuredClone(program.spec)
  const before = resize(spec, frame)
  if (isJson(spec.layout)) spec.layout.columns = 1
  ownAxes(spec)
  if (isJson(spec.title)) shorten(spec.title, total)
  eachGroup(spec, (group) => {
    for (const legend of members(group, 'legends')) below(legend, frame)
    for (const axis of members(group, 'axes')) nameRows(spec, axis, frame)
    if (group !== spec && isJson(group.title)) shorten(group.title, total)
  })
  return before > 0 ? { ...program, spec } : program
}

/** Panels in a row share the axes beside the row and below the column; below each other each has its own. */
function ownAxes(spec: Json): void {
  const marks = members(spec, 'marks')
  const shared = marks.filter(({ role }) => role === 'row-header' || role === 'column-footer')
  const cells = marks.filter(({ type, role, from }) => type === 'group' && role === undefined && isJson(from))
  const axes = shared.flatMap((header) => members(header, 'axes'))
  if (axes.length === 0 || cells.length === 0) return
  for (const cell of cells) cell.axes = [...members(cell, 'axes'), ...structuredClone(axes)]
  spec.marks = marks.filter((mark) => !shared.includes(mark))
}

function eachGroup(group: Json, see: (group: Json) => void): void {
  see(group)
  for (const inner of members(group, 'marks')) if (inner.type === 'group') eachGroup(inner, see)
}

/** Sets the widths of all frames, and lowers those that are much wider than high no more than can be read. Gives the width before. */
function resize(spec: Json, frame: number): number {
  const sizes = [
    ...(['width', 'height'] as const).flatMap((side) =>
      typeof spec[side] === 'number' ? [{ holder: spec, key: side, side }] : [],
    ),
    ...members(spec, 'signals').flatMap((signal) => {
      const side = /(width|height)$/i.exec(String(signal.name))?.[1]?.toLowerCase()
      return side && typeof signal.value === 'number' ? [{ holder: signal, key: 'value', side }] : []
    }),
  ]
  const before = Math.max(
    0,
    ...sizes.flatMap(({ holder, key, side }) => (side === 'width' ? [Number(holder[key])] : [])),
  )
  for (const { holder, key, side } of sizes) {
    const old = Number(holder[key])
    if (side === 'width') holder[key] = frame
    else holder[key] = Math.min(old, Math.max(Math.min(old, LOWEST), Math.round((old * frame) / before)))
  }
  return before
}

function shorten(title: Json, total: number): void {
  const lines = (value: unknown) =>
    Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
  const broken = (value: unknown, letter: number) =>
    unwrap(lines(value)).flatMap((text) => wrap(text, Math.max(12, Math.floor(total / letter))))
  // The titles of panels are expressions: names, which stand on one line.
  if (!isJson(title.text)) title.text = broken(title.text, title.fontWeight === 'normal' ? PANEL_LETTER : TITLE_LETTER)
  if (title.subtitle !== undefined) title.subtitle = broken(title.subtitle, LETTER)
}

function below(legend: Json, frame: number): void {
  legend.orient = 'bottom'
  legend.labelLimit = ESTIMATE * (frame - 6)
  legend.titleLimit = ESTIMATE * frame
  if (legend.gradientLength !== undefined) {
    Object.assign(legend, {
      direction: 'horizontal',
      gradientLength: frame - 10,
      labelOverlap: 'greedy',
      titleOrient: 'top',
    })
  } else Object.assign(legend, { direction: 'vertical', columns: 1 })
}

/** Names of rows beside a narrow frame would leave nothing of it: they stand above their marks. */
function nameRows(spec: Json, axis: Json, frame: number): void {
  const scale = members(spec, 'scales').find(({ name }) => name === axis.scale)
  if (axis.orient !== 'left' || scale?.type !== 'band' || axis.labels === false) return
  const step = members(spec, 'signals').find(({ name }) => name === 'y_step')
  if (step) step.value = NAMED_ROW
  Object.assign(axis, {
    labelAlign: 'left',
    labelPadding: -6,
    labelOffset: NAME_ABOVE,
    labelLimit: ESTIMATE * (frame - 8),
    zindex: 1,
  })
}
