import type { TopLevelSpec } from 'vega-lite'
import { PlotWarning, renderSvg } from '../plots/render.ts'
import { pngRenderer } from './png.ts'

/** A chart as a picture; without PNG where this machine cannot make it. */
export interface Picture {
  readonly svg: string
  readonly png: Uint8Array | null
}

/** What came of a chart: the picture, or the end of the sentence "it cannot be drawn: ...". */
export type DrawingAnswer = Picture | { readonly fault: string }

let png: ReturnType<typeof pngRenderer> | undefined

/** Draws in this process. */
export async function picture(spec: TopLevelSpec): Promise<DrawingAnswer> {
  try {
    const svg = await renderSvg(spec)
    png ??= pngRenderer()
    return { svg, png: (await png)?.(svg) ?? null }
  } catch (error) {
    if (error instanceof PlotWarning) return { fault: error.message }
    throw error
  }
}
