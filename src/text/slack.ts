/** What is said of the slack of a verdict wherever one is shown. */
export const SLACK =
  'how many times over a claim is met: the bound, or the tolerance, over what was measured; below 1 it is not'

/** The same as a line below a table. */
export const SLACK_LINE = `slack: ${SLACK}`
