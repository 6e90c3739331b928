import { plainCss } from '../text/css.ts'

/** Elements of which Vega makes pictures, without `a`. */
const ELEMENTS = new Set(
  'svg g path rect line text tspan image defs clipPath pattern linearGradient radialGradient stop'.split(' '),
)
/** Functions of CSS that name no address. */
const FUNCTIONS = new Set(
  'translate rotate scale matrix rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc var'.split(' '),
)
/** Attributes that are words for people. */
const WORDS = /^(?:aria-[a-z]+|role|class)$/
const PICTURE = /^data:image\/png;base64,[A-Za-z0-9+/=]*$/
const TAG = /<(?:\/[\w:]+|([\w:]+)((?:\s+[\w:-]+="[^"<>]*")*)\s*\/?)>/y

/**
 * What in an SVG that Vega wrote could ask an address for something, run, or lead somewhere: the last wall, after which labels
 * and values that became colours are known.
 *
 * @returns the end of a sentence, `it has the element 'script'`; null if the picture is only a picture
 */
export function reachesOut(svg: string): string | null {
  for (let at = svg.indexOf('<'); at >= 0; at = svg.indexOf('<', TAG.lastIndex)) {
    TAG.lastIndex = at
    const tag = TAG.exec(svg)
    if (!tag) return 'it has a tag that is none of a picture'
    const [, element, attributes = ''] = tag
    if (element === undefined) continue
    if (!ELEMENTS.has(element)) return `it has the element '${element}'`
    for (const [, name = '', value = ''] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
      const wrong = attribute(name, unescaped(value))
      if (wrong !== null) return wrong
    }
  }
  return null
}

function attribute(name: string, value: string): string | null {
  if (/^on/i.test(name)) return `it has the attribute '${name}'`
  if (/(?:^|:)href$/.test(name)) return PICTURE.test(value) || /^#[\w-]+$/.test(value) ? null : 'it leads to an address'
  if (WORDS.test(name)) return null
  // Both as it stands and as a browser reads it: whichever names an address is one too many.
  for (const text of [value, plainCss(value)]) {
    if (text.includes('@')) return 'a colour or a style in it is none'
    for (const [, called = '', argument = ''] of text.matchAll(/([\w-]*)\s*\(([^)]*)/g)) {
      const own = called.toLowerCase() === 'url' && /^#[\w-]+$/.test(argument)
      if (!own && !FUNCTIONS.has(called.toLowerCase())) return 'a colour or a style in it names an address, or is none'
    }
  }
  return null
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (value: string): string =>
  value.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
