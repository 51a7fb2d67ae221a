import type { AddressRow } from '@/db/queries/addresses'
import type { PayableToken } from '@/lib/chains/payable'

/** A block of the canonical chain, by number and hash. */
export type At = { number: number; hash: string; time: Date }

/** How far books and balance of one address differ in one asset: positive when more lies there than was credited. */
export type Gap = { address: AddressRow; token: PayableToken; amount: bigint }
