/** An element of a document, with its text put together and its references resolved. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The characters of XML 1.0 (production 2). */
const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

function resolve(text: string): string {
  if (/&(?!(?:[a-z]+|#\d+);)/.test(text)) throw new Error(`a bare ampersand: ${text}`)
  return text.replaceAll(/&([^;]+);/g, (_, name: string) => {
    const known = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name]
    if (known === undefined) throw new Error(`unknown entity ${name}`)
    return known
  })
}

/**
 * Reads a well-formed document of elements, attributes and text, and throws on anything else: tags that do not match, an
 * attribute that is there twice, a bare `<`, `&` or `]]>`, a character that XML does not have, a second root.
 */
export function parseXml(document: string): Element {
  if (!CHARACTERS.test(document)) throw new Error('a character that XML 1.0 does not have')
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  if (body === document) throw new Error('no XML declaration')
  let at = 0
  const space = () => {
    while (/\s/.test(body[at] ?? '')) at++
  }
  const match = (pattern: RegExp): RegExpExecArray => {
    const sticky = new RegExp(pattern, 'y')
    sticky.lastIndex = at
    const found = sticky.exec(body)
    if (!found) throw new Error(`expected ${pattern} at ${body.slice(at, at + 40)}`)
    at = sticky.lastIndex
    return found
  }
  const element = (): Element => {
    const name = match(/<([a-z][a-z-]*)/)[1] ?? ''
    const attributes: Record<string, string> = {}
    while (/^\s+[a-z]/.test(body.slice(at, at + 3))) {
      const [, key = '', value = ''] = match(/\s+([a-z]+)="([^"<\n\t]*)"/)
      if (key in attributes) throw new Error(`attribute ${key} twice`)
      attributes[key] = resolve(value)
    }
    if (body.startsWith('/>', at)) {
      at += 2
      return { name, attributes, children: [], text: '' }
    }
    match(/>/)
    const children: Element[] = []
    let text = ''
    while (!body.startsWith('</', at)) {
      if (body[at] === '<') children.push(element())
      else text += match(/[^<]+/)[0]
    }
    if (text.includes(']]>')) throw new Error(']]> in text')
    match(new RegExp(`</${name}>`))
    return { name, attributes, children, text: resolve(text) }
  }
  space()
  const root = element()
  space()
  if (at < body.length) throw new Error(`something after the root: ${body.slice(at, at + 40)}`)
  return root
}
