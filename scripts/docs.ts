// Writes the generated documents into docs/.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { messagesMarkdown } from '../src/report/messages.ts'
import { catalogDocument } from './catalog.ts'

const docs = join(process.cwd(), 'docs')
const files = await catalogDocument(process.cwd())
files.set('errors.md', messagesMarkdown())
rmSync(join(docs, 'catalog'), { recursive: true, force: true })
for (const [path, text] of files) {
  mkdirSync(dirname(join(docs, path)), { recursive: true })
  writeFileSync(join(docs, path), text)
}
