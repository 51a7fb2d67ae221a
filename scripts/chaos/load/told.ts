import { parseUnits } from 'viem'

/** Native coin or a token, as payers send it. */
export type Asset = { symbol: string; address: `0x${string}` | null; decimals: number }

/** An invoice as its client was told of it, and what was sent for it. */
export type Told = {
  key: string
  /** The request's body and the answer's, to the byte. */
  body: string
  answer: string
  id: string
  address: `0x${string}`
  asset: Asset
  /** Base units. */
  quoted: bigint
  sent: { txHash: string; amount: bigint }[]
  /** The last that a read said. */
  status: string
}

export function toldOf(key: string, body: string, answer: string, asset: Asset): Told {
  const { id, address, crypto_amount } = JSON.parse(answer) as {
    id: string
    address: `0x${string}`
    crypto_amount: string
  }
  const quoted = parseUnits(String(crypto_amount), asset.decimals)
  return { key, body, answer, id, address, asset, quoted, sent: [], status: 'pending' }
}

/** Base units of all that was sent for it. */
export function sentFor({ sent }: Told): bigint {
  return sent.reduce((sum, { amount }) => sum + amount, 0n)
}
