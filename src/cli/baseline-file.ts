import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { MOST_BYTES, readText } from '../files/read.ts'
import { errorCode } from '../files/reason.ts'
import { replaceable } from '../files/replaceable.ts'
import { makeFolder } from '../machine/folder.ts'
import { writeWhole } from '../machine/whole.ts'
import { noBaseline, unread, unwritten } from '../messages/files.ts'
import { quotePath } from '../text/clip.ts'
import { type Baseline, readBaseline, writeBaseline } from '../theory/baseline.ts'
import { failure, fileFailure } from './failure.ts'

/**
 * @param missing what a file that is not there is: an error, or the first of its kind
 * @throws Failure with a sentence on why the file is no baseline
 */
export async function loadBaseline(file: string, missing: 'error' | 'empty'): Promise<Baseline | null> {
  let text: string
  try {
    text = readText(file, MOST_BYTES.baseline)
  } catch (error) {
    if (missing === 'empty' && errorCode(error) === 'ENOENT') return null
    const hint = errorCode(error) === 'ENOENT' ? '--update-baseline makes one' : undefined
    throw fileFailure(error, (why) => unread(`the baseline ${quotePath(file)}`, why, hint))
  }
  const baseline = readBaseline(text)
  if (baseline) return baseline
  throw failure(noBaseline(file))
}

export async function saveBaseline(file: string, baseline: Baseline): Promise<void> {
  await saveText(file, writeBaseline(baseline), 'the baseline')
}

/**
 * Writes a file whole or not at all, in a folder that is made for it.
 *
 * @throws Failure if it cannot be written, or is there and no regular file
 */
export async function saveText(file: string, text: string, what: string): Promise<void> {
  try {
    await makeFolder(dirname(file))
    await writeWhole(replaceable(file), (partial) => writeFile(partial, text))
  } catch (error) {
    throw fileFailure(error, (why) => unwritten(`${what} to ${quotePath(file)}`, why))
  }
}
