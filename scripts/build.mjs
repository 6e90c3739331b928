// Bundles the command line and the library into dist/: main.js, worker.js, draw.js and index.js with shared chunks, so that a command
// loads only what it uses; core.js, which needs no Node; the catalogue's pages; and, for reports that work without a network, KaTeX's style with its fonts inside and the
// script that runs figures in a reader's browser.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

await mkdir(dist, { recursive: true })
// The types are made by the compiler, which takes longer (npm run types).
for (const name of await readdir(dist)) if (name !== 'types') await rm(join(dist, name), { recursive: true })
await build({
  absWorkingDir: root,
  entryPoints: {
    ...{ main: 'src/main.ts', worker: 'src/machine/worker.ts', draw: 'src/drawing/worker.ts' },
    index: 'src/host/index.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['@resvg/resvg-js'],
  define: { 'process.env.ADAM_LAB_VERSION': JSON.stringify(version) },
  // CommonJS packages inside the bundle ask for `require`, which a module does not have.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
})
await build({
  absWorkingDir: root,
  entryPoints: { core: 'src/lab/core.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
})
await cp(join(root, 'src/catalog'), join(dist, 'catalog'), {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
})
await writeFile(join(dist, 'katex.css'), await katexStyle())
await reportScript()
await fonts()

/** KaTeX's style sheet with the fonts that formulas of optimizers use; faces with other fonts are left out. */
async function katexStyle() {
  const folder = dirname(createRequire(import.meta.url).resolve('katex/dist/katex.min.css'))
  const css = await readFile(join(folder, 'katex.min.css'), 'utf8')
  const common = /KaTeX_(AMS-Regular|Main-(Regular|Bold|Italic)|Math-Italic|Size[1-4]-Regular)\.woff2/
  const parts = css.split(/(@font-face\{[^}]*\})/)
  const inlined = parts.map(async (part) => {
    if (!part.startsWith('@font-face')) return part
    const file = part.match(common)?.[0]
    if (file === undefined) return ''
    const font = await readFile(join(folder, 'fonts', file), 'base64')
    return part.replace(/src:[^;}]*/, `src:url(data:font/woff2;base64,${font}) format("woff2")`)
  })
  return (await Promise.all(inlined)).join('')
}

/** The script of reports: Vega, which interprets expressions because a report allows no code to be made from text. */
async function reportScript() {
  const outfile = join(dist, 'report.js')
  await build({
    absWorkingDir: root,
    entryPoints: ['src/report/browser/main.ts'],
    outfile,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const code = await readFile(outfile, 'utf8')
  const end = /<\/script|<!--/i.exec(code)
  if (end) throw new Error(`the script of reports contains '${end[0]}', which would end it inside a page`)
}

/** The fonts of figures as PNG: with them the pictures are the same on every machine. */
async function fonts() {
  const folder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'))
  for (const file of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'])
    await cp(join(folder, 'ttf', file), join(dist, 'fonts', file))
  await cp(join(folder, 'LICENSE'), join(dist, 'fonts', 'LICENSE'))
}
