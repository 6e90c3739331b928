export interface ShowOptions {
  readonly wat?: boolean | undefined
  readonly set?: readonly string[] | undefined
  readonly json?: boolean | undefined
}
