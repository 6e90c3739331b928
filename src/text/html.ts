import { seen } from './unseen.ts'

/** HTML that is safe to insert. Only this module and the renderers of figures and formulas make it from text. */
export class Html {
  constructor(readonly text: string) {}
}

export function escapeHtml(text: string): string {
  return seen(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

type Part = Html | string | number | null | false | readonly Part[]

function render(part: Part): string {
  if (part instanceof Html) return part.text
  if (part === null || part === false) return ''
  return typeof part === 'object' ? part.map(render).join('') : escapeHtml(String(part))
}

/** A template of HTML: whatever is inserted is escaped unless it is `Html` itself. Null and false insert nothing. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.map((literal, k) => literal + (k < parts.length ? render(parts[k] ?? null) : '')).join(''))
}
