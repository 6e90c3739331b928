import { hydrate } from './hydrate.ts'
import type { FigureProgram } from './program.ts'

/** Figures run when they are about to be seen, so that the page opens as fast as its pictures do. */
const AHEAD = '400px'

const programs: FigureProgram[] = JSON.parse(document.getElementById('adam-lab-figures')?.textContent ?? '[]')
const byName = new Map(programs.map((program) => [program.name, program]))
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      observer.unobserve(target)
      const element = target as HTMLElement
      const program = byName.get(element.dataset.figure ?? '')
      // A figure that does not run stays the picture it was.
      if (program) hydrate(element, program).catch((error) => console.error(error))
    }
  },
  { rootMargin: AHEAD },
)
for (const element of document.querySelectorAll('[data-figure]')) observer.observe(element)
