import { escapeTex } from '../../text/tex.ts'

/** Ends a caption with the sentence that files of a result are not those that were published; nothing where nothing speaks for that. */
export const doubtTex = (doubt: string | null): string => (doubt === null ? '' : ` \\textbf{${escapeTex(doubt)}}`)
