/**
 * What is known of a property: `true` was proved from the graph, `false` was shown by an example that anybody can run again,
 * `null` is neither. The reason is a sentence without a full stop.
 */
export interface Answer {
  readonly holds: boolean | null
  readonly reason: string
}

export const proved = (reason: string): Answer => ({ holds: true, reason })
export const refuted = (reason: string): Answer => ({ holds: false, reason })
export const open = (reason: string): Answer => ({ holds: null, reason })
