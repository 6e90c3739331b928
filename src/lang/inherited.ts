/**
 * Whether every object of JavaScript has a property of a name (`toString`, `__proto__`): it would be found where nothing was given, so
 * nothing may be called so that becomes a key.
 */
export const isInherited = (name: string): boolean => name in Object.prototype
