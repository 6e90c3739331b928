import { readFileSync, writeFileSync } from 'node:fs'
import { keyTable } from './table.ts'

/** Writes the keys of charts anew, after a change of Vega-Lite's version. */
const lines = keyTable(JSON.parse(readFileSync('node_modules/vega-lite/build/vega-lite-schema.json', 'utf8')))
writeFileSync(
  'src/config/vega-lite-keys.ts',
  `/** Made by \`npm run chart-keys\` from the schema of Vega-Lite, which a test compares with it; \`chart-keys.ts\` reads it. */
export const PLACES: readonly string[] = [
${lines.map((line) => `  '${line}',`).join('\n')}
]
`,
)
