/** The laboratory as a library, in Node: what the command line is made of. */
export type { Catalog } from '../config/library.ts'
export type { Overrides } from '../config/overrides.ts'
export * from '../lab/core.ts'
export { nodeSystem } from '../machine/system.ts'
export type { Published, TraceFormat } from '../publish/publish.ts'
export { fileCatalog, filedTexts } from './file-catalog.ts'
export { type PageRunOptions, preparePage, runPage, undone } from './laboratory.ts'
