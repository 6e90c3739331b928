import { isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { Diagnostics, Place, Position, SourceText } from '../lang/source.ts'
import { alignScalar } from './align.ts'

export type Path = readonly (string | number)[]

/** A YAML page: its plain value, and where each part of it stands. */
export class PageDocument {
  readonly file: string
  readonly text: string
  readonly value: unknown
  private readonly root: Node | null
  private readonly lines: LineCounter

  constructor(file: string, text: string, value: unknown, root: Node | null, lines: LineCounter) {
    this.file = file
    this.text = text
    this.value = value
    this.root = root
    this.lines = lines
  }

  /** The same file with another value; what is not in the file is placed at the nearest thing that is. */
  with(value: unknown): PageDocument {
    return new PageDocument(this.file, this.text, value, this.root, this.lines)
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
        const pair = inner.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
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

  report(sink: Diagnostics, path: Path, message: string, hint?: string, where: 'key' | 'value' = 'value'): void {
    sink.add({ ...this.range(path, where), message, ...(hint === undefined ? {} : { hint }) })
  }

  /** Where the value at a path stands, or its key. */
  range(path: Path, where: 'key' | 'value' = 'value'): Place {
    const { node, key } = this.node(path)
    const target = where === 'key' && key ? key : node
    const [start, end] = target?.range ?? [0, 0]
    return { file: this.file, start: this.position(start), end: this.position(Math.max(start, end)) }
  }

  place(path: Path): Position {
    return this.position(this.node(path).node?.range?.[0] ?? 0)
  }

  /** The text of a scalar, with the place in the file of each of its characters. */
  source(path: Path, text: string): SourceText {
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
