export interface ReportOptions {
  /** Where a comparison, or the page on many results, goes; each has its own default. */
  readonly out?: string | undefined
  readonly latex?: boolean | undefined
  readonly open?: boolean | undefined
}
