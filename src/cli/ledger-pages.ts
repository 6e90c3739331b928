import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { noPages } from '../messages/asked.ts'
import { uncheckable } from '../messages/files.ts'
import { quotePath } from '../text/clip.ts'
import { Failure, failure, fileFailure } from './failure.ts'
import { pageOrFailure } from './source.ts'

/** The ledger: where the claims of the papers are. */
export const LEDGER = 'experiments'

/** Folders of pages that are there to be drawn: those without claims are no part of a check. */
const FIGURES = 'figures'

/** The paper of a page: the folder that it lies in, not counting one for figures. */
export function paperOf(file: string): string {
  let folder = dirname(resolve(file))
  while (basename(folder) === FIGURES) folder = dirname(folder)
  return basename(folder)
}

const drawn = (file: string) => basename(dirname(resolve(file))) === FIGURES

/**
 * The pages that a check is about, in the order of their names: those named, and all below the folders named.
 *
 * @param fast only pages that may be of the fast tier
 * @throws Failure if a path is not there, or a folder has no pages
 */
export async function ledgerPages(paths: readonly string[], fast: boolean): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const folder = await isFolder(path)
    const pages = (folder ? await pagesBelow(path) : [path]).map(plainly)
    if (pages.length === 0) throw failure(noPages(`there are no pages (*.yaml) in ${quotePath(path)}`))
    for (const page of pages) if (!folder || (await maybe(page, fast))) found.push(page)
  }
  return [...new Map(found.map((file) => [resolve(file), file])).values()]
}

/** A path below the working directory as seen from there, for it names the page in baselines; any other as it was given. */
function plainly(path: string): string {
  const seen = relative('.', path)
  return seen.startsWith('..') || isAbsolute(seen) ? path : seen
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    // A page that is not there gets the sentence, and the suggestion, of reading it.
    if (/\.ya?ml$/.test(path)) return false
    throw fileFailure(error, (why) => uncheckable(path, why))
  }
}

async function pagesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/**
 * Whether a page has to be loaded to know if it is part of the check. A key that its text does not contain it does not have:
 * figures without claims, and in a fast check most pages, are spared the loading.
 */
async function maybe(file: string, fast: boolean): Promise<boolean> {
  if (!fast && !drawn(file)) return true
  const page = await pageOrFailure(file)
  // What cannot be read is found to be so where it is loaded.
  if (page instanceof Failure) return true
  const { text } = page
  return (!fast || /\btier\b/.test(text)) && (!drawn(file) || /\bclaims\b/.test(text))
}
