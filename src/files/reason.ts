import { getSystemErrorMap } from 'node:util'
import { failedCall, type Reason } from '../messages/reasons.ts'

/** What the system itself says of each of its codes. */
const system = new Map([...getSystemErrorMap().values()].map(([code, words]) => [code, words]))

/** Why a system call failed, as the end of a sentence; Node calls what it does not know `Unknown system error -74`. */
export const reasonFor = (code: string): Reason => failedCall(code, system.get(code))

/** The code of a failed system call, or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
