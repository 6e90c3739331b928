import type { PredictionPage } from '../../../src/config/pages.ts'
import { fileCatalog } from '../../../src/host/file-catalog.ts'
import { contains } from '../../../src/lang/definition.ts'
import { valueOfDefinition } from '../../../src/lang/formula-value.ts'
import { Diagnostics } from '../../../src/lang/source.ts'

const catalog = fileCatalog()

/** Every prediction of the catalog. */
export const PREDICTIONS: readonly PredictionPage[] = catalog
  .names('prediction')
  .map((name) => catalog.page('prediction', name))

/** The value of a prediction by its name, as a formula calls it; NaN where there is none. */
export function predicted(name: string, ...args: number[]): number {
  const { definition } = catalog.page('prediction', name)
  if (args.length !== definition.parameters.length) throw new Error(`${name} has other parameters`)
  const { body, parameters, require } = definition
  // Code alone has no budget: a few tests ask for more than a page may.
  if (body.kind === 'code' && require.length === 0 && parameters.every(({ range }, k) => contains(range, args[k] ?? 0)))
    return body.evaluate(...args)
  const sink = new Diagnostics()
  const value = valueOfDefinition(definition, args, sink)
  if (value === null) throw new Error(sink.list.map(({ message }) => message).join('; '))
  return value
}
