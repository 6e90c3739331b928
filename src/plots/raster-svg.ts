import { withoutFar } from './svg-far.ts'

/**
 * The SVG as resvg can draw it: resvg 2.6 ends the process where a group that it composes by itself, since it is cut or
 * transparent, lies outside of the picture. So what is transparent says so of its fill and its stroke, and what is cut
 * begins with a dot at the origin that is too pale to be seen. It also leaves out such a group where it reaches too far.
 */
export const rasterSvg = (svg: string): string =>
  withoutFar(svg)
    .replace(/<(?:path|line|rect|text|circle)\b[^<>]*\sopacity="[^<>]*>/g, paint)
    .replace(/<g\b[^<>]*\sclip-path="[^<>]*[^/]>/g, (group) => `${group}${DOT}`)

const DOT = '<path d="M0,0h1v1h-1Z" fill="#000000" fill-opacity="0.001"/>'

function paint(tag: string): string {
  const opacity = Number(/\sopacity="([^"]*)"/.exec(tag)?.[1])
  if (!Number.isFinite(opacity)) return tag
  const own = (name: string) => Number(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? 1)
  const names = ['fill-opacity', 'stroke-opacity']
  const parts = names.map((name) => ` ${name}="${own(name) * opacity}"`).join('')
  return tag.replace(/\s(?:fill-|stroke-)?opacity="[^"]*"/g, '').replace(/^<[a-z]+/, (head) => `${head}${parts}`)
}
