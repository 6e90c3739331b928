import type { Overlay } from './overlay.ts'
import { type Box, inside, nearest, type Point } from './points.ts'
import type { FrameAt, RunningFigure } from './running-figure.ts'

/** How far, in units of the chart, a point may be from the pointer that reads it. */
const REACH = 60
/** Movement that is a drag and not a click. */
const DRAG = 4

/** What the pointer does over a chart: it reads values, moves what is seen, chooses a rectangle, zooms with its wheel. */
export function followPointer(
  picture: HTMLElement,
  figure: RunningFigure,
  overlay: Overlay,
  read: (point: Point | null, x: number, y: number) => void,
): void {
  const at = ({ clientX, clientY }: MouseEvent): [number, number] => {
    const { geometry } = figure
    const rect = picture.getBoundingClientRect()
    const unit = geometry.width / rect.width
    return [(clientX - rect.left) * unit - geometry.left, (clientY - rect.top) * unit - geometry.top]
  }
  const frameAt = (x: number, y: number): FrameAt | undefined => figure.frames.find(({ box }) => inside(box, x, y))
  const fractions = ({ x, y, width, height }: Box, px: number, py: number): [number, number] => [
    (px - x) / width,
    1 - (py - y) / height,
  ]

  // A wheel that was turned to scroll the page goes on scrolling it when a chart passes below the pointer.
  let moved = false
  let last = [Number.NaN, Number.NaN]
  window.addEventListener('scroll', () => {
    moved = false
  })
  picture.addEventListener(
    'wheel',
    (event) => {
      const [x, y] = at(event)
      const found = frameAt(x, y)
      if (!found || !(moved || event.ctrlKey)) return
      if (event.deltaY > 0 && !figure.magnified) return
      event.preventDefault()
      const lines = event.deltaMode === 1 ? 30 : 1
      const turn = Math.max(-200, Math.min(200, event.deltaY * lines))
      void figure.zoom(found.frame, Math.exp(turn / 400), fractions(found.box, x, y))
    },
    { passive: false },
  )

  let drag: { from: [number, number]; last: [number, number]; found: FrameAt; choose: boolean; far: boolean } | null =
    null
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    const from = at(event)
    const found = frameAt(...from)
    if (found) drag = { from, last: from, found, choose: event.shiftKey, far: false }
  })
  picture.addEventListener('pointermove', (event) => {
    if (event.clientX !== last[0] || event.clientY !== last[1]) moved = true
    last = [event.clientX, event.clientY]
    const [x, y] = at(event)
    if (!drag) {
      const found = frameAt(x, y)
      read(found ? nearest(figure.lines, x, y, REACH) : null, event.clientX, event.clientY)
      return
    }
    if (!drag.far && Math.hypot(x - drag.from[0], y - drag.from[1]) < DRAG) return
    if (!drag.far) {
      drag.far = true
      picture.setPointerCapture(event.pointerId)
      read(null, 0, 0)
    }
    const { box, frame } = drag.found
    if (drag.choose) {
      const [[a, b], [c, d]] = [clamp(box, drag.from), clamp(box, [x, y])]
      overlay.choose({ x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(a - c), height: Math.abs(b - d) })
    } else {
      void figure.pan(frame, -(x - drag.last[0]) / box.width, (y - drag.last[1]) / box.height)
      drag.last = [x, y]
    }
  })
  const end = (event: PointerEvent) => {
    const ended = drag
    drag = null
    overlay.choose(null)
    if (!ended?.far || !ended.choose || event.type === 'pointercancel') return
    const { box, frame } = ended.found
    const [a, b] = fractions(box, ...clamp(box, ended.from))
    const [c, d] = fractions(box, ...clamp(box, at(event)))
    if (Math.abs(a - c) > 0.01 && Math.abs(b - d) > 0.01) void figure.select(frame, [a, c], [b, d])
  }
  picture.addEventListener('pointerup', end)
  picture.addEventListener('pointercancel', end)
  picture.addEventListener('pointerleave', () => read(null, 0, 0))
  picture.addEventListener('dblclick', (event) => {
    if (frameAt(...at(event))) void figure.reset()
  })
}

const clamp = ({ x, y, width, height }: Box, [px, py]: [number, number]): [number, number] => [
  Math.min(Math.max(px, x), x + width),
  Math.min(Math.max(py, y), y + height),
]
