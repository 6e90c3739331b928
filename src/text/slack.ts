/** What is said of the slack of a verdict wherever one is shown. */
export const SLACK =
  'how many times over a claim is met at its tightest: bound or tolerance, over what was measured; below 1 it is not'

/** The same as a line below a table. */
export const SLACK_LINE = `slack: ${SLACK}`

/** A slack in words: infinite where nothing of the tolerance was needed. */
export const slackText = (value: number | null, number: (value: number) => string): string =>
  value === null ? '' : value === Number.POSITIVE_INFINITY ? 'exact' : number(value)
