import { InvalidArgumentError } from '@commander-js/extra-typings'

/** A whole number from 1: of seeds, of steps, of workers. `1e5` is one too. */
export function count(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return value
}

/** Collects `--set key=value`; what key and value mean is for the page's loader to say. */
export function setting(text: string, previous: readonly string[] = []): string[] {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('It must be key=value, such as lr=1e-3.')
  return [...previous, text]
}

/** Collects the files of an option that may be repeated. */
export const filed = (file: string, previous: readonly string[] = []): string[] => [...previous, file]

/** A relative error: a number from 0. */
export function tolerance(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('It must be a number from 0, such as 1e-6.')
  return value
}
