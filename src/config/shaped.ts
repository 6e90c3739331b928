import type { Message } from '../messages/message.ts'

/** The library of schemas knows sentences alone: what each of those that a schema says is a message of. */
const messages = new Map<string, Message>()

/** A message as a schema says it. */
export function sentenceOf(message: Message): string {
  messages.set(message.message, message)
  return message.message
}

/** The message that a schema has said; undefined for a sentence of the library's own. */
export const messageOf = (sentence: string): Message | undefined => messages.get(sentence)
