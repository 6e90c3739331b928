// The architecture as a test: what a folder may import, what must stay free of Node, how long a file may be.
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const src = join(root, 'src')
const LONGEST = 400
/** The one way to standard output and error. */
const TERMINAL = 'cli/terminal.ts'

/** Which other folders of src/ each folder may import from. */
const allowed = {
  text: [],
  budget: [],
  files: [],
  lang: [],
  config: ['lang'],
  catalog: ['config', 'lang'],
  kernel: ['lang'],
  stats: ['kernel'],
  compose: ['kernel', 'config', 'lang'],
  conform: ['compose', 'kernel', 'config', 'lang'],
  run: ['compose', 'kernel', 'config', 'lang', 'theory', 'files'],
  theory: ['run', 'stats', 'compose', 'kernel', 'config', 'lang'],
  plots: ['theory', 'stats', 'run', 'compose', 'kernel', 'config', 'lang'],
  report: ['plots', 'theory', 'stats', 'run', 'compose', 'kernel', 'config', 'lang'],
}

/** Folders that also run in a browser. */
const nodeFree = ['text', 'budget', 'lang', 'kernel', 'compose', 'conform', 'theory', 'stats', 'plots', 'report']

/** Modules of `run` that are pure data: all that the floors above it and free of Node may see. */
const pureRun = ['run/traces.ts', 'run/table.ts']

const problems = []
const files = (await readdir(src, { recursive: true })).filter((file) => file.endsWith('.ts')).sort()
for (const file of files) {
  const text = await readFile(join(src, file), 'utf8')
  const lines = text.split('\n').length - 1
  if (lines > LONGEST) problems.push(`${file}: ${lines} lines, more than ${LONGEST}`)
  const folder = file.includes('/') ? file.slice(0, file.indexOf('/')) : null
  for (const [, typeOnly, specifier] of text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm,
  )) {
    check(file, folder, specifier, typeOnly !== undefined)
  }
  // Text of others enters an output in one place.
  if (file !== TERMINAL && !file.includes('/browser/') && /\bprocess\.std(out|err)\b|\bconsole\./.test(text)) {
    problems.push(`${file}: writes to the terminal, which is for src/${TERMINAL} alone`)
  }
  for (const [, specifier] of text.matchAll(/\bimport\('([^']+)'\)/g)) check(file, folder, specifier, false)
}

function check(file, folder, specifier, typeOnly) {
  if (specifier.startsWith('node:') && nodeFree.includes(folder)) {
    problems.push(`${file}: imports ${specifier}, but src/${folder} also runs in a browser`)
  }
  if (!specifier.startsWith('.') || folder === null || allowed[folder] === undefined) return
  const target = relative(src, resolve(src, dirname(file), specifier))
  if (target.startsWith('..') || !target.includes('/')) {
    problems.push(`${file}: imports ${specifier}, which is not a module of a floor below`)
    return
  }
  const other = target.slice(0, target.indexOf('/'))
  if (other === folder) return
  // Words, escapes and limits are below everything.
  if (other === 'text' || other === 'budget') return
  if (!allowed[folder].includes(other)) problems.push(`${file}: src/${folder} must not import from src/${other}`)
  // A verdict is data that summaries carry; the judges themselves stand above the run.
  else if (folder === 'run' && other === 'theory' && !(typeOnly && target === 'theory/verdict.ts')) {
    problems.push(`${file}: src/run may import only the type in src/theory/verdict.ts`)
  } else if (nodeFree.includes(folder) && other === 'run' && !pureRun.includes(target)) {
    problems.push(`${file}: of src/run only ${pureRun.join(', ')} is free of Node`)
  }
}

for (const problem of problems) console.error(problem)
console.log(
  problems.length === 0 ? `structure: ${files.length} files, as designed` : `structure: ${problems.length} problems`,
)
process.exitCode = problems.length === 0 ? 0 : 1
