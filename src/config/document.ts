import { isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Diagnostics, Place, Position, SourceText } from '../lang/source.ts'
import type { Message } from '../messages/message.ts'
import { alignScalar } from './align.ts'

export type Path = readonly (string | number)[]

/** A value that stands elsewhere: what is at or below a path of the page is a document of its own. */
export interface Graft {
  readonly path: Path
  readonly document: PageDocument
  /** Where it says which value it is. */
  readonly key: Place
}

/** The pairs of mappings by key, the first of each: found once, for a page may have many mistakes. */
const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = pairs.get(map)
  if (known) return known
  const found = new Map<string, Pair>()
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : null
    if (key !== null && !found.has(key)) found.set(key, pair)
  }
  pairs.set(map, found)
  return found
}

/** A YAML page: its plain value, and where each part of it stands. */
export class PageDocument {
  readonly file: string
  readonly text: string
  readonly value: unknown
  private readonly root: Node | null
  private readonly lines: LineCounter
  private readonly grafts: readonly Graft[]

  constructor(
    file: string,
    text: string,
    value: unknown,
    root: Node | null,
    lines: LineCounter,
    grafts: readonly Graft[] = [],
  ) {
    this.file = file
    this.text = text
    this.value = value
    this.root = root
    this.lines = lines
    this.grafts = grafts
  }

  /** The same file with another value, parts of which may come from elsewhere. */
  with(value: unknown, grafts: readonly Graft[]): PageDocument {
    return new PageDocument(this.file, this.text, value, this.root, this.lines, grafts)
  }

  /** Where the value at a path comes from, if it is not this file: the last that was put there. */
  private graft(path: Path): Graft | undefined {
    return this.grafts.findLast((one) => one.path.every((step, k) => String(step) === String(path[k])))
  }

  /** Whether an option gives the value at a path. */
  overridden(path: Path): boolean {
    return this.graft(path) !== undefined
  }

  position(offset: number): Position {
    const { line, col } = this.lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  /** The node at a path, or the nearest one around it: what comes through a merge key has no node of its own. */
  private node(path: Path): { node: Node | null; key: Node | null; exact: boolean } {
    let node: Node | null = this.root
    let key: Node | null = null
    for (const step of path) {
      const inner: Node | null = isAlias(node) && this.root ? (node.resolve(this.root as never) ?? null) : node
      if (isMap(inner)) {
        const pair = pairsOf(inner).get(String(step))
        if (!pair) return { node, key, exact: false }
        key = isNode(pair.key) ? pair.key : null
        node = isNode(pair.value) ? pair.value : key
      } else if (isSeq(inner) && typeof step === 'number') {
        const item: unknown = inner.items[step]
        if (!isNode(item)) return { node, key, exact: false }
        node = item
        key = null
      } else return { node, key, exact: false }
    }
    return { node, key, exact: true }
  }

  report(sink: Diagnostics, path: Path, message: Message, where: 'key' | 'value' = 'value'): void {
    sink.add({ ...message, ...this.range(path, where) })
  }

  /** Where the value at a path stands, or its key. */
  range(path: Path, where: 'key' | 'value' = 'value'): Place {
    const graft = this.graft(path)
    if (graft && where === 'key' && graft.path.length === path.length) return graft.key
    if (graft) return graft.document.range(path.slice(graft.path.length), where)
    const { node, key } = this.node(path)
    const target = where === 'key' && key ? key : node
    const [start, end] = target?.range ?? [0, 0]
    return { file: this.file, start: this.position(start), end: this.position(Math.max(start, end)) }
  }

  place(path: Path): Position {
    if (this.graft(path)) return this.range(path).start
    return this.position(this.node(path).node?.range?.[0] ?? 0)
  }

  /** The value at a path as it is written. */
  written(path: Path): string {
    const graft = this.graft(path)
    if (graft) return graft.document.written(path.slice(graft.path.length))
    const [start, end] = this.node(path).node?.range ?? [0, 0]
    return this.text.slice(start, end)
  }

  /** The text of a scalar, with the place in the file of each of its characters. */
  source(path: Path, text: string): SourceText {
    const graft = this.graft(path)
    if (graft) return graft.document.source(path.slice(graft.path.length), text)
    const { node } = this.node(path)
    const [start, end] = node?.range ?? [0, 0]
    if (!isScalar(node)) return { text, file: this.file, locate: () => this.position(start) }
    let offsets: number[] | undefined
    const locate = (offset: number) => {
      offsets ??= alignScalar(text, this.text, start, end, String(node.type))
      return this.position(offsets[Math.max(0, Math.min(offset, text.length))] ?? end)
    }
    return { text, file: this.file, locate }
  }
}
