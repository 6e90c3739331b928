// The architecture as a test: what a folder may import, that no file is in a circle of imports, what stays free of Node, how
// long a file may be. With --print the floors as they are, and with --write the same as a drawing in docs/architecture.md.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const src = join(root, 'src')
const page = join(root, 'docs/architecture.md')
const LONGEST = 400
/** The one way to standard output and error. */
const TERMINAL = 'cli/terminal.ts'
/** The file beside the floors, where the program begins. */
const ENTRY = 'main.ts'

/** The floors from the ground up: what each is for, and from which others it may import. Texts, limits and messages are below all. */
const floors = {
  text: ['escapes of each output channel, and words', []],
  budget: ['what a page may cost', []],
  messages: ['what is said of mistakes, with codes', []],
  files: ['reading files of the user', []],
  lang: ['the language of formulas: text, graph, values, derivatives', []],
  kernel: ['programs made into machine code, and the interpreter that defines their bits', ['lang']],
  config: ['pages: from YAML to an experiment, every mistake with its place', ['lang']],
  stats: ['intervals and tests', ['kernel']],
  compose: ['a problem and an optimizer made into one program', ['kernel', 'config', 'lang']],
  proof: ['what the graph of a rule says of every run', ['compose', 'kernel', 'config', 'lang']],
  mutate: ['rules broken in the ways in which people break them', ['proof', 'config', 'lang']],
  conform: ['which rule a recorded trace follows', ['proof', 'compose', 'kernel', 'config', 'lang']],
  run: ['programs planned, executed and collected', ['compose', 'kernel', 'config', 'lang']],
  theory: ['claims judged; predictions', ['run', 'stats', 'proof', 'compose', 'kernel', 'config', 'lang']],
  catalog: ['the built-in pages', ['theory', 'mutate', 'config', 'lang']],
  plots: ['charts as data', ['theory', 'stats', 'run', 'compose', 'kernel', 'config', 'lang']],
  drawing: ['charts made into pictures, in a process with a budget', ['plots', 'run', 'compose', 'config', 'lang']],
  report: ['reports', ['plots', 'theory', 'stats', 'run', 'proof', 'compose', 'kernel', 'config', 'lang']],
  lab: [
    'the laboratory: a page from its text to its verdicts',
    ['report', 'plots', 'theory', 'run', 'mutate', 'proof', 'compose', 'catalog', 'config', 'lang'],
  ],
  machine: ['what Node gives: a cache on the disk, threads, hashes', ['run', 'kernel', 'files']],
  publish: [
    'the files of a result',
    [...['lab', 'machine', 'report', 'drawing', 'plots', 'theory', 'run', 'compose', 'config', 'lang', 'files']],
  ],
  host: [
    'the laboratory with files: pages are read, runs are kept, results are published',
    ['publish', 'machine', 'lab', 'catalog', 'run', 'config', 'files'],
  ],
  cli: [
    'the command line',
    [
      ...['host', 'publish', 'machine', 'lab', 'report', 'drawing', 'plots', 'theory', 'run', 'conform', 'proof'],
      ...['mutate', 'compose', 'catalog'],
      ...['kernel', 'config', 'lang', 'files'],
    ],
  ],
}
const below = ['text', 'budget', 'messages']

/** Floors that also run in a browser. */
const nodeFree = [
  ...[
    'text',
    'budget',
    'messages',
    'lang',
    'kernel',
    'config',
    'stats',
    'compose',
    'proof',
    'mutate',
    'conform',
    'run',
  ],
  ...['theory', 'catalog', 'plots', 'report', 'lab'],
]

/** Where it is told which names every object has. */
const INHERITED = 'lang/inherited.ts'

/** Ways around the type of messages: a cast, a sentence for the parser of the command line, one of a schema. */
const MADE_UP =
  /\bas (?:unknown as )?(?:Message|Diagnostic|Reason)\b(?! \|)|new InvalidArgumentError\((?!withCode\()|\berror: ['"`]/

const problems = []
/** Imported modules of src by importing file. */
const imports = new Map()
const lines = new Map()
for (const file of (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts')).sort()) {
  const text = await readFile(join(src, file), 'utf8')
  lines.set(file, text.split('\n').length - 1)
  if (lines.get(file) > LONGEST) problems.push(`${file}: ${lines.get(file)} lines, more than ${LONGEST}`)
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\s+(?:type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
  ].map(([, specifier]) => specifier)
  imports.set(file, [])
  for (const specifier of specifiers) {
    if (specifier.startsWith('.')) imports.get(file).push(relative(src, resolve(src, dirname(file), specifier)))
    else if (specifier.startsWith('node:') && nodeFree.includes(floorOf(file))) {
      problems.push(`${file}: imports ${specifier}, but src/${floorOf(file)} also runs in a browser`)
    }
  }
  const own = /(?<!\.)\b(?:Buffer|process|setTimeout|setImmediate|performance)\b(?=\.\w|\()/.exec(text)
  if (own && !file.includes('/browser/') && nodeFree.includes(floorOf(file)))
    problems.push(`${file}: uses ${own[0]}; what src/${floorOf(file)} needs of its machine is handed in`)
  // What is said of mistakes is in the catalogue: nothing else makes a message.
  if (floorOf(file) !== 'messages' && MADE_UP.test(text))
    problems.push(`${file}: has \`${MADE_UP.exec(text)[0]}\`; what is said of a mistake is an entry in src/messages`)
  // Text of others enters an output in one place.
  if (file !== TERMINAL && !file.includes('/browser/') && /\bprocess\.std(out|err)\b|\bconsole\./.test(text)) {
    problems.push(`${file}: writes to the terminal, which is for src/${TERMINAL} alone`)
  }
  // `name in record` is true of `toString` as well, and names are users' words.
  for (const [k, line] of text.split('\n').entries()) {
    if (
      file !== INHERITED &&
      /(?:[(!&|?:=>]|return) ?[\w.]+ in [\w.]+ ?(?:[)?&|:;,]|$)/.test(line.replace(/^ *\/?\*.*|\/\/.*/, ''))
    )
      problems.push(`${file}:${k + 1}: has \`name in record\`, which inherited names pass: Object.hasOwn(record, name)`)
  }
}
for (const [file, targets] of imports) for (const target of targets) check(file, target)
for (const circle of circles()) problems.push(`a circle of imports: ${circle.join(', ')}`)
const drawn = drawing()
if (process.argv.includes('--write')) await writeFile(page, (await readFile(page, 'utf8')).replace(BLOCK(), drawn))
else if (!(await readFile(page, 'utf8')).includes(drawn)) {
  problems.push('docs/architecture.md: not the structure as it is; npm run structure writes it')
}
if (process.argv.includes('--print')) print()

for (const problem of problems) console.error(problem)
console.log(
  problems.length === 0 ? `structure: ${imports.size} files, as designed` : `structure: ${problems.length} problems`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function floorOf(file) {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file
}

/** What every floor may import without saying so; those floors themselves only what is below them. */
function freeFor(floor) {
  return below.includes(floor) ? below.slice(0, below.indexOf(floor)) : below
}

function check(file, target) {
  const [floor, other] = [floorOf(file), floorOf(target)]
  if (file === ENTRY || floor === other) return
  if (floors[floor] === undefined) problems.push(`${file}: src/${floor} is no floor; name it in scripts/structure.mjs`)
  else if (floors[other] === undefined) problems.push(`${file}: imports ${target}, which is not on a floor`)
  else if (!freeFor(floor).includes(other) && !floors[floor][1].includes(other)) {
    problems.push(`${file}: src/${floor} must not import from src/${other}`)
  }
}

/** Sets of files that import each other, by Tarjan's algorithm. */
function circles() {
  const found = []
  const stack = []
  const index = new Map()
  const low = new Map()
  const visit = (file) => {
    index.set(file, index.size)
    low.set(file, index.get(file))
    stack.push(file)
    for (const target of imports.get(file) ?? []) {
      if (!index.has(target)) visit(target)
      if (stack.includes(target)) low.set(file, Math.min(low.get(file), low.get(target)))
    }
    if (low.get(file) !== index.get(file)) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1) found.push(circle)
  }
  for (const file of imports.keys()) if (!index.has(file)) visit(file)
  return found
}

/** The arrows that run from a floor to others, with the number of imports. */
function arrows(floor) {
  const counts = new Map()
  for (const [file, targets] of imports) {
    if (floorOf(file) !== floor) continue
    for (const target of targets.map(floorOf)) {
      if (target !== floor) counts.set(target, (counts.get(target) ?? 0) + 1)
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** Whether a floor is reached by going over another one: then its arrow is left out of the drawing. */
function passedOver(floor, other) {
  return arrows(floor).some(([between]) => between !== other && reaches(between, other))
}

function reaches(floor, other) {
  return arrows(floor).some(([next]) => next === other || reaches(next, other))
}

function BLOCK() {
  return /<!-- structure -->[\s\S]*<!-- \/structure -->/
}

/** The floors as a table, and the arrows between them. */
function drawing() {
  const names = Object.keys(floors)
  const rows = names
    .toReversed()
    .map((name) => `| \`${name}\` | ${floors[name][0]} | ${nodeFree.includes(name) ? 'yes' : ''} |`)
  const edges = names.flatMap((name) =>
    arrows(name)
      .map(([other]) => other)
      .filter((other) => !below.includes(other) && !passedOver(name, other))
      .sort()
      .map((other) => `  ${name} --> ${other}`),
  )
  return [
    '<!-- structure -->',
    '| Floor | What it is for | Runs in a browser |',
    '|---|---|---|',
    ...rows,
    '',
    '```mermaid',
    'flowchart TD',
    ...edges,
    '```',
    '<!-- /structure -->',
  ].join('\n')
}

/** Files, lines and arrows of each floor, the highest first. */
function print() {
  for (const name of Object.keys(floors).toReversed()) {
    const files = [...lines.keys()].filter((file) => floorOf(file) === name)
    const length = files.reduce((sum, file) => sum + lines.get(file), 0)
    const targets = arrows(name).map(([other, count]) => `${other} ${count}`)
    console.log(
      `${name.padEnd(8)} ${String(files.length).padStart(4)} files ${String(length).padStart(6)} lines  ${targets.join(', ')}`,
    )
  }
  const all = [...lines.values()].sort((a, b) => a - b)
  const total = all.reduce((sum, length) => sum + length, 0)
  console.log(`${all.length} files, ${total} lines; median ${all[all.length >> 1]}, longest ${all.at(-1)}`)
}
