import * as z from 'zod'
import { experimentSchema } from './schema.ts'

/** JSON schema (draft 7) of experiment pages, for editors. */
export function experimentJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(experimentSchema, { io: 'input', target: 'draft-7' }),
    title: 'adam-lab experiment',
  }
}
