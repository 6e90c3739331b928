import { readdir } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { FileError } from '../files/file-error.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import type { PageFile } from '../lab/prepare.ts'
import { unread } from '../messages/files.ts'
import { quotePath } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { Failure, failure } from './failure.ts'

/**
 * @param most bytes that are read
 * @throws Failure with a sentence on why the page cannot be read
 */
export async function readPage(file: string, most: number = MOST_BYTES.page): Promise<PageFile> {
  try {
    return { file, text: readText(file, most) }
  } catch (error) {
    throw error instanceof FileError ? await explain(error, file) : error
  }
}

/** A page, or why it cannot be read. */
export async function pageOrFailure(file: string): Promise<PageFile | Failure> {
  try {
    return await readPage(file)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** What else might have been meant by a page that cannot be read. */
async function explain(error: FileError, file: string): Promise<Failure> {
  const unreadable = (hint?: string) => failure(unread(quotePath(file), error.message, hint))
  if (error.code === null) return unreadable()
  const folder = error.code === 'EISDIR' ? file : dirname(file)
  const pages = await readdir(folder).then(
    (names) => names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name)),
    () => [],
  )
  if (folder === file && pages.length > 0)
    return unreadable(`did you mean one of its pages, such as ${quotePath(pages[0] ?? '')}?`)
  return unreadable(suggest(normalize(file), pages))
}
