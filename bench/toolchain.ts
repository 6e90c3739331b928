import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** How C is compiled. Without contraction, errno and traps, so that loops with roots and choices become vector code. */
const FLAGS = ['-std=gnu11', '-O3', '-ffp-contract=off', '-fno-math-errno', '-fno-trapping-math', '-fopenmp-simd']

export const BUILDS = {
  'C native': ['-march=native'],
  'C SSE2': ['-msse2'],
  'C fast': ['-march=native', '-Ofast'],
} as const
export type Build = keyof typeof BUILDS

export const LIBRARIES = ['numpy', 'numba', 'torch'] as const
export type Library = (typeof LIBRARIES)[number]

/** What this machine can compare with; a sentence for each thing that it lacks. */
export interface Toolchain {
  readonly gcc: string | null
  /** The interpreter that has a library, and the library's version. */
  readonly libraries: Partial<Record<Library, { readonly python: string; readonly version: string }>>
  readonly python: string | null
  readonly missing: readonly string[]
}

function said(command: string, args: readonly string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

/** A distribution's packages belong to its own interpreter, which need not be the first on the path. */
const INTERPRETERS = ['python3', '/usr/bin/python3']

export function findToolchain(): Toolchain {
  const gcc = said('gcc', ['-dumpfullversion'])
  const libraries: Toolchain['libraries'] = {}
  for (const library of LIBRARIES) {
    for (const python of INTERPRETERS) {
      const version = said(python, ['-c', `import ${library}; print(${library}.__version__)`])
      if (version !== null) libraries[library] ??= { python, version }
    }
  }
  const missing = [
    ...(gcc === null ? ['gcc is not installed: no comparison with C'] : []),
    ...LIBRARIES.filter((library) => !libraries[library]).map((library) => `${library} is not installed`),
  ]
  return {
    gcc,
    libraries,
    python: said('python3', ['-c', 'import platform; print(platform.python_version())']),
    missing,
  }
}

/** Compiles a program of `bench/anchors`; the path of what can be run. */
export function compileAnchor(root: string, anchor: string, build: Build, scratch: string): string {
  const folder = join(root, 'bench', 'anchors')
  const out = join(scratch, `${anchor}-${build.replace(/\W/g, '')}`)
  const sources = ['anchor', anchor].map((name) => join(folder, `${name}.c`))
  execFileSync('gcc', [...FLAGS, ...BUILDS[build], '-o', out, ...sources, '-lm'], { stdio: ['ignore', 'pipe', 'pipe'] })
  return out
}
