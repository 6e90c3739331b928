/** What brings a message about: a command in a directory with a few files. */
export interface Example {
  /** Words of the command line, as a shell takes them. */
  readonly command: string
  /** Texts by the names of their files. */
  readonly files: Readonly<Record<string, string>>
  /** What else has to be the case, in words. */
  readonly where?: string
}

/** Keys that every experiment has, with the shortest of each. */
const NEEDED: Readonly<Record<string, string>> = {
  name: 'name: example',
  problem: 'problem: saddle',
  optimizers: 'optimizers: sgd',
  steps: 'steps: 10',
  measures: 'measures: {far: norm(x)}',
}

const lines = (text: string): string => `${text.trim()}\n`

/** Something that is typed, in a directory with these files. */
export const command = (words: string, files: Readonly<Record<string, string>> = {}): Example => ({
  command: words,
  files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, lines(text)])),
})

/** Something that is typed where more than files has to be the case. */
export const situation = (words: string, where: string): Example => ({ ...command(words), where })

/** A page that is in error, whole as it is given. */
export const page = (text: string, files: Readonly<Record<string, string>> = {}): Example =>
  command('adam-lab validate page.yaml', { 'page.yaml': text, ...files })

/** An experiment that is in error: what it says of its own, with the shortest of what it needs besides. */
export function experiment(own: string, files: Readonly<Record<string, string>> = {}): Example {
  const given = `\n${own}`
  const rest = Object.entries(NEEDED).filter(
    ([key]) => !given.includes(`\n${key}:`) && !(key === 'steps' && given.includes('\nhorizons:')),
  )
  return page(`${rest.map(([, line]) => line).join('\n')}\n${own}`, files)
}

/** An experiment with an optimizer of its own that has this step. */
export const rule = (step: string, more = ''): Example =>
  experiment(`optimizers:
  - name: mine
    hyper: {lr: 0.1}
${more === '' ? '' : `    ${more}\n`}    step: |
${step.replaceAll(/^/gm, '      ')}`)

/** A text as a value of YAML: in quotes where it would be something else without them. */
const scalar = (text: string): string =>
  /^[^\w(-]|: |:$| #|^$|^(true|false|null|\d+)$/.test(text) ? `'${text.replaceAll("'", "''")}'` : text

/** An experiment with a formula among its measures. */
export const formula = (text: string): Example => experiment(`measures:\n  value: ${scalar(text)}`)
