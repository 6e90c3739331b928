/**
 * Renames the ids of an SVG, and the references to them, to `prefix` and a number in order of appearance. Vega counts ids
 * over the life of the process: without this a chart drawn twice has other bytes, and charts in one page share ids.
 */
export function renameIds(svg: string, prefix: string): string {
  const names = new Map<string, string>()
  for (const tag of svg.matchAll(/<[a-zA-Z][^<>]*?\sid="([^"]*)"/g))
    if (tag[1] !== undefined && !names.has(tag[1])) names.set(tag[1], `${prefix}${names.size}`)
  const renamed = (id: string) => names.get(id) ?? id
  // Inside tags only: text that a page wrote may look like a reference.
  return svg.replace(/<[a-zA-Z][^<>]*>/g, (tag) =>
    tag
      .replace(/(\sid=")([^"]*)"/g, (_, head: string, id: string) => `${head}${renamed(id)}"`)
      .replace(/url\(#([^)"]*)\)/g, (_, id: string) => `url(#${renamed(id)})`)
      .replace(/(\s(?:xlink:)?href="#)([^"]*)"/g, (_, head: string, id: string) => `${head}${renamed(id)}"`),
  )
}
