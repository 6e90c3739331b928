import { experimentJsonSchema } from '../config/jsonschema.ts'
import { jsonText } from '../text/json.ts'
import { terminal } from './terminal.ts'

/** `adam-lab schema`: the JSON Schema of experiment pages, for editors. */
export function schema(): number {
  terminal.print(...jsonText(experimentJsonSchema(), undefined, 2).split('\n'))
  return 0
}
