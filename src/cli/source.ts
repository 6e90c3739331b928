import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import type { PageFile } from '../lab.ts'
import { suggest } from '../lang/suggest.ts'
import { Failure, fileFailure } from './failure.ts'

/** @throws Failure with a sentence on why the page cannot be read */
export async function readPage(file: string): Promise<PageFile> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
    return { file, text }
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`cannot read '${file}': it is not UTF-8 text`)
    throw await explain(error, file)
  }
}

/** What else might have been meant by a page that cannot be read. */
async function explain(error: unknown, file: string): Promise<unknown> {
  const failure = fileFailure(error, `cannot read '${file}'`)
  if (!(failure instanceof Failure)) return failure
  const folder = failure.message.endsWith('directory') && !failure.message.includes('no such') ? file : dirname(file)
  const pages = await readdir(folder).then(
    (names) => names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name)),
    () => [],
  )
  if (folder === file && pages.length > 0)
    return new Failure(`${failure.message}; did you mean one of its pages, such as '${pages[0]}'?`)
  const hint = suggest(normalize(file), pages)
  return hint ? new Failure(`${failure.message}; ${hint}`) : failure
}
