import { depositAddress, depositRef } from '@/lib/chains/evm/forwarder'
import type { ChainReader, Hex } from '@/lib/chains/port'
import type { RecoveryFile, RecoveryTerms } from '@/lib/services/merchants/recoveryFile'

/** A deposit address that holds something, with what its sweep needs. */
export type Found = {
  terms: RecoveryTerms
  counter: bigint
  ref: Hex
  address: string
  /** Token contracts with a balance; native coin always leaves with them. */
  tokens: string[]
  native: bigint
}

export type FindOptions = {
  /** Contracts to look for, in display form. */
  tokens: readonly string[]
  /** Addresses to look at beyond those that the file knows of and the last one that holds money. */
  gap: number
  signal: AbortSignal
}

/** Addresses looked at together. */
const BATCH = 250

/**
 * Derives every deposit address of a merchant again, from the recovery file alone, and finds those that hold money (F1).
 * Looks at every address that the file knows of, and beyond them until `gap` in a row hold nothing: an address that was swept
 * looks like one that was never paid, so that `gap` must be more than the invoices since the file was written.
 */
export async function findDeposits(
  file: RecoveryFile,
  reader: ChainReader,
  options: FindOptions,
): Promise<{ found: Found[]; lookedAt: bigint }> {
  const at = (await reader.head(options.signal)).number
  const found: Found[] = []
  let start = 0n
  for (let end = BigInt(file.issued + options.gap); start < end; start += BigInt(BATCH)) {
    const batch = await findInBatch(file, reader, { ...options, start, at })
    found.push(...batch)
    const beyond = start + BigInt(BATCH + options.gap)
    if (batch.length > 0 && beyond > end) end = beyond
  }
  return { found, lookedAt: start }
}

type Batch = FindOptions & { start: bigint; at: number }

async function findInBatch(file: RecoveryFile, reader: ChainReader, batch: Batch): Promise<Found[]> {
  const candidates = file.terms.flatMap((terms) =>
    Array.from({ length: BATCH }, (_, offset) => {
      const counter = batch.start + BigInt(offset)
      const ref = depositRef(file.seed as Hex, counter)
      const address = depositAddress({ ...asHex(terms), ref })
      return { terms, counter, ref, address }
    }),
  )
  const balances = await reader.balances(
    candidates.map((candidate) => candidate.address),
    [...batch.tokens, null],
    batch.at,
    batch.signal,
  )
  return candidates.flatMap((candidate, index) => {
    const own = balances[index] ?? []
    const tokens = batch.tokens.filter((_, token) => (own[token] ?? 0n) > 0n)
    const native = own[batch.tokens.length] ?? 0n
    return tokens.length > 0 || native > 0n ? [{ ...candidate, tokens, native }] : []
  })
}

export function asHex(terms: RecoveryTerms) {
  return { treasury: terms.treasury as Hex, feeRecipient: terms.feeRecipient as Hex, feeBps: terms.feeBps }
}
