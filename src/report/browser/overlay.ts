import type { Box } from './points.ts'
import type { Geometry } from './run-view.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** What lies over a chart: a ring around the point that is read, and the rectangle that is being chosen. */
export class Overlay {
  readonly element = document.createElementNS(SVG, 'svg')
  private readonly ring = document.createElementNS(SVG, 'circle')
  private readonly box = document.createElementNS(SVG, 'rect')

  constructor(private geometry: Geometry) {
    this.element.setAttribute('class', 'over')
    this.resize(geometry)
    this.element.setAttribute('aria-hidden', 'true')
    this.ring.setAttribute('r', '5')
    for (const shape of [this.ring, this.box]) {
      shape.setAttribute('visibility', 'hidden')
      this.element.append(shape)
    }
  }

  resize(geometry: Geometry): void {
    this.geometry = geometry
    this.element.setAttribute('viewBox', `0 0 ${geometry.width} ${geometry.height}`)
    this.mark(null)
  }

  mark(at: { readonly x: number; readonly y: number } | null): void {
    this.ring.setAttribute('visibility', at ? 'visible' : 'hidden')
    if (!at) return
    this.ring.setAttribute('cx', String(at.x + this.geometry.left))
    this.ring.setAttribute('cy', String(at.y + this.geometry.top))
  }

  choose(box: Box | null): void {
    this.box.setAttribute('visibility', box ? 'visible' : 'hidden')
    if (!box) return
    this.box.setAttribute('x', String(box.x + this.geometry.left))
    this.box.setAttribute('y', String(box.y + this.geometry.top))
    this.box.setAttribute('width', String(box.width))
    this.box.setAttribute('height', String(box.height))
  }
}
