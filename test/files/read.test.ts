import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants as flags,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getSystemErrorMap } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { FileError } from '../../src/files/file-error.ts'
import { inside } from '../../src/files/inside.ts'
import { operand } from '../../src/files/operand.ts'
import { readBytes, readText } from '../../src/files/read.ts'
import { reasonFor } from '../../src/files/reason.ts'

const folder = mkdtempSync(join(tmpdir(), 'adam-lab-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)
const refusal = (path: string, most = 1000): string => {
  try {
    readText(path, most)
    return 'it was read'
  } catch (error) {
    return error instanceof FileError ? error.message : `another error: ${error}`
  }
}

describe('reading a file that somebody names', () => {
  writeFileSync(at('text'), '\uFEFFa\u00e4\n')
  writeFileSync(at('empty'), '')
  writeFileSync(at('bytes'), Uint8Array.of(0xff, 0xfe, 0))
  writeFileSync(at('long'), 'x'.repeat(1001))
  symlinkSync(at('text'), at('link'))

  it('gives the text, without a byte order mark, also through a link, also if there is none', () => {
    expect(readText(at('text'), 1000)).toBe('a\u00e4\n')
    expect(readText(at('link'), 1000)).toBe('a\u00e4\n')
    expect(readText(at('empty'), 1000)).toBe('')
    expect([...readBytes(at('bytes'), 3)]).toEqual([0xff, 0xfe, 0])
  })

  it('reads up to the size that is allowed, and says both sizes beyond it', () => {
    expect(readText(at('long'), 1001)).toHaveLength(1001)
    expect(refusal(at('long'))).toBe('it has 1,001 bytes, and at most 1,000 are read of such a file')
    writeFileSync(at('sparse'), '')
    truncateSync(at('sparse'), 2e12)
    expect(refusal(at('sparse'))).toMatch(/^it has 2,000,000,000,000 bytes/)
  })

  it.skipIf(process.platform === 'win32')('refuses what is no regular file, without opening it', () => {
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync(at('pipe'), at('link-to-pipe'))
    for (const name of ['pipe', 'link-to-pipe'])
      expect(refusal(at(name))).toBe('it is a pipe, and only regular files are read')
    expect(refusal('/dev/zero')).toBe('it is a device, and only regular files are read')
    expect(refusal(folder)).toBe('it is a directory')
    // Had it been opened, a writer that does not wait would find a reader.
    const write = () => closeSync(openSync(at('pipe'), flags.O_WRONLY | flags.O_NONBLOCK))
    expect(write).toThrow(/ENXIO/)
  })

  it.skipIf(process.platform !== 'linux')("refuses a file of the kernel's that has more bytes than it says", () => {
    expect(refusal('/proc/self/environ')).toBe('it has more bytes than its size says')
  })

  it('refuses bytes that are no text, and says in words what the system reports', () => {
    expect(refusal(at('bytes'))).toBe('it is not UTF-8 text')
    expect(refusal(at('none'))).toBe('no such file or directory')
    symlinkSync('none', at('dangling'))
    expect(refusal(at('dangling'))).toBe('it is a link to nowhere')
    expect(refusal(join(at('text'), 'below'))).toBe('a part of the path is a file, not a directory')
    symlinkSync('round', at('round'))
    expect(refusal(at('round'))).toBe('its links lead in a circle, or there are too many of them')
    expect(refusal(at('n'.repeat(300)))).toBe('the name is too long')
  })
})

describe('the reasons of the system', () => {
  it('are words for every code that there is, and for one that there is not', () => {
    for (const [code] of getSystemErrorMap().values()) {
      expect(reasonFor(code), code).toMatch(/ /)
      expect(reasonFor(code), code).not.toContain(code)
    }
    expect(reasonFor('ENEW')).toBe("the system reports 'ENEW'")
  })
})

describe('a folder of somebody else', () => {
  it('has what lies in it, also by links within it, and nothing to which links lead out', () => {
    const own = mkdtempSync(join(folder, 'own-'))
    writeFileSync(join(own, 'a'), 'a')
    symlinkSync('a', join(own, 'b'))
    symlinkSync(own, at('by-link'))
    expect(inside(own, 'b')).toBe(join(own, 'b'))
    expect(inside(at('by-link'), 'b')).toBe(join(folder, 'by-link/b'))
    expect(inside(own, 'not-there')).toBe(join(own, 'not-there'))
    for (const [name, target] of [
      ['out', at('text')],
      ['up', '..'],
      ['sibling', `${own}-other`],
    ] as const) {
      if (name === 'sibling') writeFileSync(target, '')
      symlinkSync(target, join(own, name))
      expect(() => inside(own, name), name).toThrow('it is a link that leads out of the directory')
    }
  })
})

it('writes a path so that no program takes it for an option', () => {
  expect(operand('-o')).toBe('./-o')
  expect(operand('a/-o')).toBe('a/-o')
})
