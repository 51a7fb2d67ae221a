import { transferCall as evmTransferCall, type TransferCall } from './evm/transferCall'
import type { Network } from './network'
import { tronTransferCall } from './tron/transferCall'

export type { TransferCall } from './evm/transferCall'

/** What a wallet signs to send base units of a token, or of native coin where `token` is null. */
export function transferCall(
  { kind, chainId }: Pick<Network, 'kind' | 'chainId'>,
  token: string | null,
  recipient: string,
  amount: bigint,
): TransferCall {
  return kind === 'tron'
    ? tronTransferCall(token, recipient, amount)
    : evmTransferCall(chainId, token, recipient, amount)
}
