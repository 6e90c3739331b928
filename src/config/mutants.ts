import type { z } from 'zod'
import type { Diagnostics } from '../lang/source.ts'
import { checkInput } from './check.ts'
import type { PageDocument } from './document.ts'
import { readDocument } from './read.ts'
import { mutantsSchema, type pageSchemas } from './schema.ts'

type OptimizerInput = z.infer<(typeof pageSchemas)['optimizer']>
type Change = NonNullable<OptimizerInput['dialects']>[string]

/** The mutants of an optimizer: a page of their own, for wrong rules should not stand among the right ones. */
export interface Mutants {
  readonly document: PageDocument
  readonly input: z.infer<typeof mutantsSchema>
}

export function readMutants(text: string, file: string, sink: Diagnostics): Mutants | null {
  const document = readDocument(file, text, sink)
  const input = document && checkInput(mutantsSchema, document.value, [], document, sink)
  return document && input ? { document, input } : null
}

/** The page with the changes of a dialect made: hyperparameters one by one, everything else whole. */
export function inDialect(base: OptimizerInput, change: Change | undefined): OptimizerInput {
  if (!change) return base
  const { note: _note, conforms: _conforms, hyper, init, ...rest } = change
  const { init: first, ...others } = base
  const start = init === undefined ? first : init
  return {
    ...others,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    hyper: { ...base.hyper, ...hyper },
    ...(start === undefined || start === null ? {} : { init: start }),
  }
}
