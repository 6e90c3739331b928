import * as vega from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { unpackRows } from './columns.ts'
import { type FigureProgram, type Json, members } from './program.ts'

/** Size of a chart and where its origin is, as the picture has them that it replaces. */
export interface Geometry {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}

/** Reads the geometry off a picture that Vega drew. */
export function geometryOf(svg: SVGSVGElement): Geometry {
  const { width, height } = svg.viewBox.baseVal
  const origin = svg.querySelector(':scope > g')?.getAttribute('transform') ?? ''
  const [left = 0, top = 0] = (/translate\(([^)]*)\)/.exec(origin)?.[1] ?? '').split(/[\s,]+/).map(Number)
  return { width, height, left, top }
}

const refuse = () => Promise.reject(new Error('a figure loads nothing'))

/** Loads nothing; lets pictures pass that are in the figure itself. */
const loader = {
  load: refuse,
  http: refuse,
  file: refuse,
  sanitize: (uri: string) =>
    /^data:image\/png;base64,[A-Za-z0-9+/=]*$/.test(uri) ? Promise.resolve({ href: uri }) : refuse(),
}

// The picture was laid out without a canvas to measure text with; measured otherwise, everything would move.
;(vega as unknown as { textMetrics: { canvas(use: boolean): void } }).textMetrics.canvas(false)

/** Room around a figure that is laid out anew. */
const ROOM = 4

/**
 * Runs a figure in an element, in the size of the picture, whatever its labels grow to; without a geometry as large as it needs to
 * be. Expressions are interpreted, not compiled: the page's policy allows no code but its own.
 */
export async function runView(
  program: FigureProgram,
  geometry: Geometry | null,
  element: HTMLElement,
): Promise<vega.View> {
  const spec = structuredClone(program.spec)
  for (const data of members(spec, 'data')) {
    const table = program.tables[String(data.name)]
    if (table) data.values = unpackRows(table)
  }
  const [width, height] = [spec.width, spec.height].map((side) => (typeof side === 'number' ? side : 0)) as [
    number,
    number,
  ]
  // The page's own ground shows through, light or dark.
  delete spec.background
  spec.autosize = { type: geometry ? 'none' : 'pad' }
  spec.padding = geometry
    ? ({
        left: geometry.left,
        top: geometry.top,
        right: geometry.width - geometry.left - width,
        bottom: geometry.height - geometry.top - height,
      } satisfies Json)
    : ROOM
  const runtime = vega.parse(spec as unknown as vega.Spec, undefined, { ast: true } as never)
  const view = new vega.View(runtime, {
    expr: expressionInterpreter,
    renderer: 'svg',
    loader: loader as never,
    logLevel: vega.Warn,
    tooltip: () => undefined,
  } as never)
  view.initialize(element)
  await view.runAsync()
  return view
}

/** The geometry of a figure when it is laid out anew. */
export async function measure(program: FigureProgram): Promise<Geometry> {
  const element = document.createElement('div')
  const view = await runView(program, null, element)
  const svg = element.querySelector('svg')
  view.finalize()
  if (!svg) throw new Error('a figure is drawn as SVG')
  return geometryOf(svg)
}
