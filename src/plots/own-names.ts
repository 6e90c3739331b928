/**
 * Vega keeps groups, titles and values in plain objects, in which names such as `constructor` are taken: a character of no width
 * makes a text of a chart that is such a name another one, which looks the same. It is one that no name of a page may have, and
 * that no output writes otherwise.
 */
export function ownNames<T>(value: T): T {
  if (typeof value === 'string') return (value in {} ? `${value}\u034f` : value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(ownNames) as T
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ownNames(part)])) as T
}
