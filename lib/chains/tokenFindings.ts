/** Why a token is not taken (in a word); `computed_balances` are worked out from shares, and may change without a transfer. */
export type TokenFault =
  | 'no_contract'
  | 'no_decimals'
  | 'computed_balances'
  | 'rebases'
  | 'transfer_fails'
  | 'answers_false'
  | 'takes_fee'
  | 'changes_decimals'

/** What a token is found to be: sound with what it says of itself, which nobody vouches for, or at fault. */
export type TokenFindings =
  | { fault: null; decimals: number; symbol: string | null; name: string | null }
  | { fault: TokenFault }

export const FAULT_TEXTS: Readonly<Record<TokenFault, string>> = {
  no_contract: 'there is no contract at this address',
  no_decimals: 'it does not say how many decimals it has',
  computed_balances: 'its balances are worked out, and can change without a transfer',
  rebases: 'its balances change with time',
  transfer_fails: 'a transfer of it fails',
  answers_false: 'it answers a transfer with false',
  takes_fee: 'less arrives than is sent',
  changes_decimals: 'its decimals change',
}
