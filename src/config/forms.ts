import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import { isInherited } from '../lang/inherited.ts'
import { noDouble } from '../messages/formula-syntax.ts'
import type { Message } from '../messages/message.ts'
import {
  circularAlias,
  entryWithoutDash,
  inheritedKey,
  notFinite,
  oddKey,
  oddMerge,
  quotesNeeded,
  repeatedKey,
  unknownAlias,
  yamlDirective,
  yamlTag,
} from '../messages/yaml.ts'
import { clip } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { withYaml, yamlValue } from '../text/yaml-entry.ts'
import { alignScalar } from './align.ts'
import { quotesHint, tornApart } from './in-quotes.ts'
import { steering } from './steering.ts'

/** Reports a mistake between two offsets of the page. */
export type ReportForm = (span: readonly [number, number], message: Message) => void

/** Finds what YAML can say and a page cannot. The nesting has been bounded before, so recursion is safe. */
class Forms {
  /** Nodes by anchor; null while the node is not yet complete. */
  private readonly anchors = new Map<string, Node | null>()
  private readonly text: string
  private readonly tell: ReportForm
  /** Whether the page still has one meaning, so that the rest of it can be checked. */
  readable = true

  constructor(text: string, tell: ReportForm) {
    this.text = text
    this.tell = tell
  }

  private unreadable(...mistake: Parameters<ReportForm>): void {
    this.readable = false
    this.tell(...mistake)
  }

  /** @param isEntry whether it is an entry of a list */
  node(node: unknown, isEntry = false): void {
    if (!isNode(node)) return
    const span = this.span(node)
    if (isAlias(node)) {
      const target = this.anchors.get(node.source)
      if (target === null) this.unreadable(span, circularAlias(node.source))
      else if (!target) {
        this.unreadable(span, unknownAlias(node.source, suggest(node.source, this.anchors.keys())))
      }
      return
    }
    if (node.tag !== undefined && !isMergeKey(node)) {
      this.tell(span, yamlTag())
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, null)
    if (isScalar(node)) {
      this.number(node, span)
      this.letters(node, span)
    } else if (isSeq(node)) {
      this.commas(node.items, node.flow)
      for (const item of node.items) this.node(item, true)
    } else if (isMap(node)) {
      this.commas(
        node.items.map(({ key, value }) => (value === null || (isScalar(value) && value.source === '') ? key : value)),
        node.flow,
      )
      const seen = new Set<string>()
      for (const { key, value } of node.items) {
        if (isEntry && isScalar(key) && seen.has(String(key.value)) && key.value === [...seen][0]) {
          this.tell(this.span(key), entryWithoutDash(clip(String(key.value), 40)))
          break
        }
        this.key(key, seen, span)
        this.node(value)
        if (isScalar(key) && isMergeKey(key)) this.merge(value, this.span(key))
      }
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node)
  }

  /** Reports a formula whose commas are taken for those of the braces or brackets around it. */
  private commas(parts: readonly unknown[], flow = false): void {
    const plain = (part: unknown) => (isScalar(part) && part.type === 'PLAIN' ? (part.source ?? null) : null)
    const torn = flow ? parts[tornApart(parts.map(plain))] : undefined
    if (!isNode(torn)) return
    const span = this.span(torn)
    this.unreadable(span, quotesNeeded('a comma', quotesHint(this.text, span[0])))
  }

  private span(node: Node): readonly [number, number] {
    return [node.range?.[0] ?? 0, node.range?.[1] ?? 0]
  }

  private key(key: unknown, seen: Set<string>, around: readonly [number, number]): void {
    if (isScalar(key) && isMergeKey(key)) return
    const span = isNode(key) ? this.span(key) : around
    const value = isScalar(key) ? key.value : null
    if (typeof value !== 'string') {
      const text = this.text.slice(...span)
      const hint =
        isScalar(key) && text !== '' ? withYaml('if it is meant as a name, in quotes', yamlValue(text)) : undefined
      this.unreadable(span, oddKey(hint))
      return
    }
    this.node(key)
    if (isInherited(value)) this.unreadable(span, inheritedKey(value))
    else if (seen.has(value)) this.tell(span, repeatedKey(value))
    seen.add(value)
  }

  /** What a merge key brings in: a mapping, or a list of mappings. */
  private merge(value: unknown, key: readonly [number, number]): void {
    const target = (node: unknown) => (isAlias(node) ? this.anchors.get(node.source) : node)
    const whole = target(value)
    for (const item of isSeq(whole) ? whole.items.map(target) : [whole]) {
      // An alias of nothing has been reported as that.
      if (isMap(item) || (isAlias(value) && !whole)) continue
      this.unreadable(key, oddMerge())
      return
    }
  }

  /** Escapes may make what cannot stand in a page as it is. */
  private letters({ value, type }: Scalar, [start, end]: readonly [number, number]): void {
    const found = typeof value === 'string' ? steering(value) : null
    if (!found) return
    const at = alignScalar(String(value), this.text, start, end, String(type))[found.index] ?? start
    this.tell([at, end], found.message)
  }

  private number({ value }: Scalar, span: readonly [number, number]): void {
    if (typeof value !== 'number' || Number.isFinite(value)) return
    const text = this.text.slice(...span)
    this.tell(span, /nan|inf/i.test(text) ? notFinite(text) : noDouble(clip(text, 40), 'large'))
  }
}

/** With `merge: true` the library gives the key `<<` a symbol as its value. */
const isMergeKey = (node: Node): boolean => isScalar(node) && node.source === '<<' && node.type === 'PLAIN'

/**
 * Reports tags, directives, keys that are not names or are there twice, aliases of nothing, numbers that are not finite.
 * False if what is wrong leaves no plain data that could be checked further.
 */
export function checkForms(document: Document.Parsed, text: string, tell: ReportForm): boolean {
  const start = document.contents?.range[0] ?? text.length
  const directive = /^%.*$/m.exec(text.slice(0, start))
  if (directive) {
    const at = directive.index
    tell([at, at + directive[0].length], yamlDirective())
  }
  const forms = new Forms(text, tell)
  forms.node(document.contents)
  return forms.readable
}
