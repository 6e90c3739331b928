import { shortNumber } from '../plots/numbers.ts'
import type { Verdict } from '../run/verdict.ts'
import { html } from '../text/html.ts'
import { joined, Markdown, markdown, markdownPath, markdownTable } from '../text/markdown.ts'
import { plural } from '../text/plural.ts'
import { type ClaimResult, rowWords, totals } from '../theory/ledger.ts'

/** A page of the published reference run. */
export interface PublishedPage {
  readonly paper: string
  /** The page's path from the root of the repository. */
  readonly file: string
  readonly title: string
  readonly digest: string
  readonly rows: readonly ClaimResult[]
  /** Folder of its summary and figures, relative to the scoreboard. */
  readonly folder: string
  /** Names of its figures, without `.svg`. */
  readonly figures: readonly string[]
}

/** The claim of a paper that an id belongs to: `adopt/rate/below` is a part of `adopt/rate`. */
const claimOf = (id: string): string => id.split('/').slice(0, 2).join('/')

/**
 * The scoreboard of a reference run as Markdown: for each paper its claims, with verdict, the numbers behind it, what the page
 * shows, and its first figure; then all figures. `home` is the way from the scoreboard to the root of the repository.
 */
export function scoreboard(pages: readonly PublishedPage[], figures: readonly PublishedPage[], home: string): string {
  const papers = [...new Set(pages.map(({ paper }) => paper))]
  const all = totals(
    'all',
    pages.flatMap(({ rows }) => rows),
  )
  const counts = Object.entries(all.verdicts).map(([words, count]) => `${count} ${words}`)
  const head = `${all.claims} claims on ${pages.length} pages: ${counts.join(', ')}; mutants missed: ${all.missed}.`
  const root = new Markdown(home)
  const blocks = [
    markdown`# Reference run`,
    markdown`Written by \`npm run reproduce\`; not edited. ${head}`,
    markdown`Each claim of a paper has one line: the verdict on it, the number that was predicted and the one that was measured, at the
point of its grid that is nearest to failing, and what the page shows. Parts are further statements on the same claim.
What they notice of wrong rules: [mutants.md](mutants.md).
How to read a verdict: [docs/verdicts.md](${root}docs/verdicts.md). Everything behind one: \`adam-lab check --explain CLAIM\`.`,
    ...papers.flatMap((paper) => [
      markdown`## ${paper}`,
      markdown`The pages, and what cannot be run here: [experiments/${paper}](${root}${markdownPath(['experiments', paper, 'README.md'])}).`,
      paperTable(
        pages.filter((page) => page.paper === paper),
        root,
      ),
      ...figures.filter((page) => page.paper === paper).flatMap(gallery),
    ]),
  ]
  return `${joined(blocks, '\n\n').text}\n`
}

function paperTable(pages: readonly PublishedPage[], root: Markdown): Markdown {
  const claims = new Map<string, { page: PublishedPage; row: ClaimResult }[]>()
  for (const page of pages) {
    for (const row of page.rows) {
      const key = claimOf(row.claim.id)
      claims.set(key, [...(claims.get(key) ?? []), { page, row }])
    }
  }
  const lines = [...claims].map(([id, entries]) => {
    const main = entries.find(({ row }) => row.claim.id === id) ?? (entries[0] as (typeof entries)[0])
    const others = entries.filter((entry) => entry !== main)
    const { worst } = main.row
    return [
      markdown`[${id}](${root}${markdownPath(main.page.file.split('/'))})`,
      markdown`**${rowWords(main.row)}**${partsOf(others.map(({ row }) => row))}`,
      worst.predicted === null ? '' : shortNumber(worst.predicted),
      measured(worst),
      main.page.title,
      thumbnail(entries.map(({ page }) => page)),
    ]
  })
  return markdownTable(['claim', 'verdict', 'predicted', 'measured', 'what is shown', 'figure'], lines)
}

function partsOf(parts: readonly ClaimResult[]): string {
  if (parts.length === 0) return ''
  const off = parts.filter(({ code }) => code !== 0).length
  const count = plural(parts.length, 'part')
  return off === 0 ? `, ${count} as expected` : `, ${off} of ${count} not as expected`
}

function measured({ measured: value, interval }: Verdict): string {
  if (value === null) return ''
  const [low, high] = interval ?? [value, value]
  return low === high ? shortNumber(value) : `${shortNumber(value)} in [${shortNumber(low)}, ${shortNumber(high)}]`
}

function thumbnail(pages: readonly PublishedPage[]): Markdown | string {
  const page = pages.find(({ figures }) => figures.length > 0)
  return page ? image(page, page.figures[0] as string, 160) : ''
}

function image({ folder }: PublishedPage, figure: string, width: number): Markdown {
  const path = markdownPath([...folder.split('/'), `${figure}.svg`]).text
  return new Markdown(
    html`<a href="${path}"><img src="${path}" width="${width}" alt="${figure}"></a>`.text.replaceAll('|', '&#124;'),
  )
}

const gallery = (page: PublishedPage): Markdown[] => [
  markdown`**${page.title}** (${page.file})`,
  joined(
    page.figures.map((figure) => image(page, figure, 420)),
    ' ',
  ),
]
