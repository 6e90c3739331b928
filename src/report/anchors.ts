/** Ids that a link from elsewhere may rely on: they depend on names that the page's author gave, and on nothing else. */

/** A name as a fragment of an address: every other character than those of names is escaped, so that two names stay two. */
const fragment = (name: string): string => encodeURIComponent(name.toWellFormed()).replaceAll('%2F', '/')

export const claimAnchor = (claim: string): string => `claim/${fragment(claim)}`

/** One verdict of a claim: its optimizer, problem and point of the grid. */
export const verdictAnchor = (claim: string, where: string): string => `verdict/${fragment(claim)}/${fragment(where)}`

export const figureAnchor = (name: string): string => `figure/${fragment(name)}`
export const ruleAnchor = (label: string): string => `rule/${fragment(label)}`
export const problemAnchor = (label: string): string => `problem/${fragment(label)}`
