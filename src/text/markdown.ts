import { heading, oneLine } from './unseen.ts'

/** Markdown that is safe to insert. Only this module, and what has proved its parts, makes it from text. */
export class Markdown {
  constructor(readonly text: string) {}
}

/** Parts a word for GitHub, which looks for mentions, addresses and numbers of issues in what other escapes have become. */
const APART = '<!-- -->'

/**
 * Text that Markdown shows as it is, on one line, in a table too: no mark-up, HTML or formula, no link that is made of an address,
 * a mention or the number of an issue.
 */
export function escapeMarkdown(text: string): string {
  const line = heading(text)
    .replace(/[\\`*_[\]{}()<>#+!|$~&]/g, (c) =>
      c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '&' ? '&amp;' : `\\${c}`,
    )
    .replace(/^(\d+)\.(?=\s|$)/, '$1\\.')
    .replace(/^[-=:]/, '\\$&')
  return line
    .replace(/(?<=[a-z]):(?=\/)|(?<=mailto|xmpp):|www(?=\.)/gi, `$&${APART}`)
    .replace(/(?<![a-z0-9])@|@(?=\S*\.)/gi, `$&${APART}`)
    .replace(/\\#(?=\d)|gh-(?=\d)/gi, `$&${APART}`)
}

type Part = Markdown | string | number

const render = (part: Part): string => (part instanceof Markdown ? part.text : escapeMarkdown(String(part)))

/** A template of Markdown: whatever is inserted is escaped unless it is `Markdown` itself. */
export const markdown = (literals: TemplateStringsArray, ...parts: readonly Part[]): Markdown =>
  new Markdown(literals.map((literal, k) => literal + (k < parts.length ? render(parts[k] ?? '') : '')).join(''))

/** Parts one after the other. */
export const joined = (parts: readonly Part[], between: string): Markdown =>
  new Markdown(parts.map(render).join(between))

/** A table: a cell is a text, which is escaped, or Markdown on one line and without a bare `|`. */
export function markdownTable(head: readonly Part[], rows: readonly (readonly Part[])[]): Markdown {
  const line = (cells: readonly Part[]) => `| ${cells.map(render).join(' | ')} |`
  return new Markdown([line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n'))
}

/** Text in a fence longer than any run of backticks in it; its lines are its own. */
export function fenced(text: string): Markdown {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return new Markdown([`${fence}text`, ...text.split('\n').map(oneLine), fence].join('\n'))
}

/** TeX between dollars, without signs that Markdown or HTML read first. */
export const markdownMaths = (tex: string): Markdown =>
  new Markdown(
    `$${oneLine(tex)
      .replaceAll('\\|', '\\Vert ')
      .replaceAll('|', '\\vert ')
      .replaceAll('<', '\\lt ')
      .replaceAll('>', '\\gt ')
      .replaceAll('`', "'")}$`,
  )

/** The address of a file, by the words of its path: no character of a word ends it, or begins another. */
export const markdownPath = (words: readonly string[]): Markdown =>
  new Markdown(words.map((word) => encodeURIComponent(word.toWellFormed()).replace(/[!'()*~]/g, byNumber)).join('/'))

const byNumber = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
