/** A path as a program takes it that is called with it: no path is ever an option. */
export const operand = (path: string): string => (path.startsWith('-') ? `./${path}` : path)
