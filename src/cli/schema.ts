import { experimentJsonSchema } from '../config/jsonschema.ts'
import { terminal } from './terminal.ts'

/** `adam-lab schema`: the JSON Schema of experiment pages, for editors. */
export function schema(): number {
  terminal.print(JSON.stringify(experimentJsonSchema(), null, 2))
  return 0
}
