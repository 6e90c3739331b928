import { oneLine, seen } from './unseen.ts'

/**
 * Text as a line of output in which no runner of a workflow finds a command. GitHub's reads `::name::` after leading white space,
 * and it and its kin `##[name]` and `##vso[name]` anywhere in a line.
 */
const noCommand = (line: string): string => line.replace(/^(\s*):(?=:)/, '$1\\:').replaceAll(/#(?=#\w*\[)/g, '#\\')

/** Text as a line of a terminal or a pipe: one line, no control sequence, no command. */
export const outputLine = (text: string): string => noCommand(oneLine(text))

/** The message of a workflow command, as the runner reads it back (actions/toolkit, command.ts); it may have several lines. */
export const commandData = (text: string): string =>
  seen(text.replaceAll(/\r\n?/g, '\n')).replaceAll('%', '%25').replaceAll('\n', '%0A')

/** A property of a workflow command. */
export const commandProperty = (text: string): string => commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
