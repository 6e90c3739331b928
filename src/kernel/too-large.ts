/** Thrown when a program cannot be compiled within the limits of WebAssembly engines. */
export class KernelTooLarge extends RangeError {
  override readonly name = 'KernelTooLarge'
}
