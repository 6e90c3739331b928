import type { View } from 'vega'
import { logTicks } from '../../plots/axes.ts'
import { narrowed } from './narrow.ts'
import { type Box, frameBoxes, type Line, visibleLines } from './points.ts'
import { type Axis, BAND_SIGNAL, CLIP_SIGNAL, type FigureProgram, type PlotFrame } from './program.ts'
import { type Geometry, measure, runView } from './run-view.ts'
import { switchScale } from './switch-scale.ts'
import { ALL, isAll, moved, selected, type Window, zoomed } from './window.ts'

/** Below this share of its width a figure has letters that are too small to read. */
const READABLE = 0.82
/** Room for half a label to the right of a narrow frame. */
const BESIDE = 16
/** No figure is drawn narrower. */
const NARROWEST = 200

interface PositionScale {
  copy(): PositionScale
  range(): number[]
  invert(place: number): number
  readonly type?: string
}

export interface FrameAt {
  readonly frame: PlotFrame
  readonly box: Box
}

/** A figure that runs: its view, the parts of its axes that are seen, and what is hidden. */
export class RunningFigure {
  private readonly hidden = new Map<string, Set<string>>()
  private readonly windows = new Map<string, Window>()
  private full = new Map<string, PositionScale>()
  private seen: Line[] | null = null
  private pending: Promise<unknown> = Promise.resolve()
  private band = true
  /** The program in full width, and how wide it is drawn now: null for that. */
  private whole: FigureProgram
  private width: number | null = null

  private constructor(
    private readonly place: HTMLElement,
    private readonly wide: Geometry,
    public program: FigureProgram,
    private view: View,
    public geometry: Geometry = wide,
  ) {
    this.whole = program
    this.remember()
  }

  /** Runs the figure in an element that is not yet in the page. */
  static async start(place: HTMLElement, geometry: Geometry, program: FigureProgram): Promise<RunningFigure> {
    const inner = document.createElement('div')
    place.append(inner)
    return new RunningFigure(place, geometry, program, await runView(program, geometry, inner))
  }

  get frames(): FrameAt[] {
    return frameBoxes(this.view, this.program.frames)
  }

  get lines(): Line[] {
    this.seen ??= visibleLines(this.view, this.frames)
    return this.seen
  }

  get magnified(): boolean {
    return [...this.windows.values()].some((window) => !isAll(window))
  }

  isHidden(signal: string, name: string): boolean {
    return this.hidden.get(signal)?.has(name) ?? false
  }

  get bandShown(): boolean {
    return this.band
  }

  /** Makes what is seen smaller by `factor` around a place, in fractions of the frame from its left and its bottom. */
  zoom(frame: PlotFrame | null, factor: number, [x, y]: readonly [number, number] = [0.5, 0.5]): Promise<void> {
    return this.change(frame, (window, along) => zoomed(window, along === 'x' ? x : y, factor))
  }

  /** Moves what is seen by fractions of the frame. */
  pan(frame: PlotFrame | null, x: number, y: number): Promise<void> {
    return this.change(frame, (window, along) => moved(window, along === 'x' ? x : y))
  }

  /** Shows a rectangle, given by fractions of the frame. */
  select(frame: PlotFrame, x: readonly [number, number], y: readonly [number, number]): Promise<void> {
    return this.change(frame, (window, along) => selected(window, ...(along === 'x' ? x : y)))
  }

  reset(): Promise<void> {
    return this.change(null, () => ALL)
  }

  toggleSeries(signal: string, name: string): Promise<void> {
    const names = this.hidden.get(signal) ?? new Set()
    this.hidden.set(signal, names)
    if (!names.delete(name)) names.add(name)
    this.view.signal(signal, [...names])
    return this.redraw()
  }

  toggleBand(): Promise<void> {
    this.band = !this.band
    this.view.signal(BAND_SIGNAL, this.band)
    return this.redraw()
  }

  /** Draws one direction on a scale of another type; all of it is shown then. */
  async switchScale(along: 'x' | 'y', type: 'log' | 'linear'): Promise<void> {
    const next = switchScale(this.whole, along, type)
    if (!next) return
    this.whole = next
    await this.replace()
  }

  /** Draws the figure for a place so many pixels wide; in its own width where its letters can be read there. */
  async fit(pixels: number): Promise<void> {
    const width = pixels < READABLE * this.wide.width ? Math.max(NARROWEST, Math.floor(pixels)) : null
    if (width === this.width) return
    this.width = width
    await this.replace()
  }

  private async layout(width: number | null): Promise<[FigureProgram, Geometry]> {
    if (width === null) return [this.whole, this.wide]
    // Labels of the axis on the left take what they need; the frame has the rest.
    const { left } = await measure(narrowed(this.whole, width / 2, width))
    const program = narrowed(this.whole, Math.max(width / 3, Math.floor(width - left - BESIDE)), width)
    const geometry = await measure(program)
    // Vega takes letters for wider than they are; what it thinks stands over ends within.
    return [program, { ...geometry, width }]
  }

  private replace(): Promise<void> {
    const done = this.pending.then(async () => {
      const width = this.width
      const [program, geometry] = await this.layout(width)
      // Drawn aside and then put in place: an empty frame between the two would make the page jump.
      const aside = document.createElement('div')
      const view = await runView(program, geometry, aside)
      this.place.replaceChildren(aside)
      this.view.finalize()
      this.view = view
      this.program = program
      this.geometry = geometry
      this.windows.clear()
      this.remember()
      for (const [signal, names] of this.hidden) view.signal(signal, [...names])
      if (program.band) view.signal(BAND_SIGNAL, this.band)
      await view.runAsync()
    })
    this.pending = done
    return done
  }

  onLegend(react: (signal: string, name: string) => void): void {
    this.place.addEventListener('click', (event) => {
      const item = (event.target as { __data__?: { datum?: { value?: unknown }; mark?: { role?: string } } }).__data__
      if (!item?.mark?.role?.startsWith('legend-')) return
      const name = String(item.datum?.value ?? '')
      const group = this.program.series.find(({ names }) => names.includes(name))
      if (group) react(group.signal, name)
    })
  }

  private remember(): void {
    this.seen = null
    this.full = new Map(
      this.program.axes.flatMap(({ scale }) => {
        const live = this.view.scale(scale) as PositionScale | undefined
        return live ? [[scale, live.copy()] as const] : []
      }),
    )
  }

  private change(frame: PlotFrame | null, to: (window: Window, along: 'x' | 'y') => Window): Promise<void> {
    for (const axis of this.program.axes) {
      if (frame !== null && frame.x !== axis.scale && frame.y !== axis.scale) continue
      const window = to(this.windows.get(axis.scale) ?? ALL, axis.along)
      this.windows.set(axis.scale, window)
      this.show(axis, window)
    }
    this.view.signal(CLIP_SIGNAL, this.magnified)
    return this.redraw()
  }

  private show({ scale, domain, ticks, complement }: Axis, window: Window): void {
    const full = this.full.get(scale)
    if (!full) return
    const [start = 0, end = 1] = full.range()
    const ends = window.map((at) => full.invert(start + (end - start) * at))
    this.view.signal(domain, isAll(window) ? null : ends)
    if (ticks === null) return
    const places = full.type === 'linear' && !complement ? [] : logTicks(Math.min(...ends), Math.max(...ends))
    this.view.signal(ticks, places.length > 1 ? places : null)
  }

  private redraw(): Promise<void> {
    this.seen = null
    const done = this.pending.then(() => this.view.runAsync())
    this.pending = done
    return done.then(() => undefined)
  }
}
