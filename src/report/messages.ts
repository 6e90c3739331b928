import { CATALOGUE, type Explained } from '../messages/catalogue.ts'
import { shownExample, shownMend } from '../messages/shown.ts'
import { fenced, joined, type Markdown, markdown } from '../text/markdown.ts'

/** All messages by their codes, in Markdown. */
export function messagesMarkdown(): string {
  const parts = CATALOGUE.flatMap(({ prefix, title, entries }) => [
    markdown`## ${prefix}: ${title}`,
    ...entries.flatMap(section),
  ])
  const head = [
    markdown`# Messages`,
    markdown`What the codes in brackets mean that messages end with, such as \`[AL3401]\`. \`adam-lab explain AL3401\` prints the same. Each example is tried
by the tests, and so is what mends it. Written by \`npm run docs\` from \`src/messages\`; do not edit it.`,
  ]
  return `${joined([...head, ...parts], '\n\n').text}\n`
}

function section(entry: Explained): Markdown[] {
  const { code, title, means, why, example, mend } = entry
  const right = shownMend(entry)
  return [
    markdown`### ${code}: ${title}`,
    markdown`${means} ${why}`,
    fenced(shownExample(example).join('\n')),
    right ? markdown`Mended:` : markdown`Mended: ${String(mend)}`,
    ...(right ? [fenced(right.join('\n'))] : []),
  ]
}
