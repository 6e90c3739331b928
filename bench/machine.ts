import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { Toolchain } from './toolchain.ts'

/** On what a benchmark ran, in general words. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  /** The widest vector instructions, where the system tells. */
  readonly vectors: string
  readonly memory: string
  readonly node: string
  readonly gcc: string | null
  readonly python: string | null
  readonly libraries: Readonly<Record<string, string>>
}

export function describeMachine(tools: Toolchain): Machine {
  const processors = cpus()
  const libraries = Object.entries(tools.libraries).map(([name, found]) => [name, found?.version ?? ''])
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    vectors: widestVectors(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.versions.node,
    gcc: tools.gcc,
    python: tools.python,
    libraries: Object.fromEntries(libraries),
  }
}

function widestVectors(): string {
  const flags = processorFlags()
  return ['avx512f', 'avx2', 'avx', 'sse2'].find((name) => flags.has(name)) ?? 'unknown'
}

function processorFlags(): ReadonlySet<string> {
  try {
    const line = readFileSync('/proc/cpuinfo', 'utf8').match(/^flags\s*:(.*)$/m)
    return new Set(line?.[1]?.trim().split(/\s+/))
  } catch {
    return new Set()
  }
}
