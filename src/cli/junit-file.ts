import { FileError } from '../files/file-error.ts'
import { readStart } from '../files/read.ts'
import { foreignReport } from '../messages/files.ts'
import { saveText } from './baseline-file.ts'
import { failure } from './failure.ts'

/** Bytes in which a JUnit report says what it is. */
const START = 4096

const JUNIT = /^\ufeff?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<testsuites?[\s>/]/s

/**
 * Writes a JUnit report. It takes the place of another, or of nothing: whoever names a page by mistake keeps it.
 *
 * @throws Failure if it cannot be written, or a file is there that is something else
 */
export async function saveJunit(file: string, text: string): Promise<void> {
  const start = startOf(file)
  if (start !== '' && !JUNIT.test(start)) throw failure(foreignReport(file))
  await saveText(file, text, 'the JUnit report')
}

/** How a file begins; nothing of what is not there or cannot be read, of which the writing tells. */
function startOf(file: string): string {
  try {
    return readStart(file, START).toString('utf8')
  } catch (error) {
    if (error instanceof FileError) return ''
    throw error
  }
}
