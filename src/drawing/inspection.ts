/** Something wrong with a chart of the page's own. */
export interface Finding {
  /** Where in the chart, from its top. */
  readonly path: readonly (string | number)[]
  /** Characters of the text there; null for all of it. */
  readonly span: readonly [start: number, end: number] | null
  readonly message: string
  readonly hint: string | null
}
