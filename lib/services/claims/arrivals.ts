import { addressesAnywhere, type LookupRow } from '@/db/queries/misdirected'
import { addressesOf } from '@/db/queries/invoiceParts'
import type { AddressRow } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import { payableByAddress } from '@/lib/chains/payable'
import type { Movements, Transfer } from '@/lib/chains/port'
import { NATIVE_POSITION } from '@/lib/chains/port'
import type { Run } from '../reconcile/run'

/** A position for what no log tells: native coin that a contract sent, which shows in a balance alone. */
const BALANCE_POSITION = NATIVE_POSITION - 1

/** What came to an address of ours in a claimed transaction and is no payment by itself. */
export type Stray = { address: AddressRow; transfer: Omit<Transfer, 'from'> & { from: string | null } }

/**
 * Of all that a transaction moved: what came to addresses that this instance gave out, on another network than theirs or in a token that
 * is not listed there. What is a payment anyway is left to the reading of its network. Test coins for a live invoice are nothing.
 * Amounts are what truly arrived by the balances, where the provider still has them: a contract can log what it likes.
 */
export async function straysIn(run: Run, lookup: LookupRow, moved: Movements): Promise<Stray[]> {
  if (!moved.succeeded) return []
  const { network, ctx } = run
  const told = await addressesAnywhere(
    ctx.db,
    moved.transfers.map((transfer) => transfer.to),
  )
  const strays: Stray[] = moved.transfers.flatMap((transfer) => {
    const address = told.find((row) => row.address === transfer.to)
    return address && isAstray(run, address, transfer.token) ? [{ address, transfer }] : []
  })
  const asker = (await addressesOf(ctx.db, [lookup.invoiceId])).filter(
    (row) => network.kind === 'evm' && row.address.startsWith('0x') && isAstray(run, row, null),
  )
  for (const address of asker) {
    if (strays.some((one) => one.address.id === address.id && one.transfer.token === null)) continue
    const rise = await riseAt(run, address.address, null, moved.block.number)
    if (rise === null || rise <= 0n) continue
    const { block } = moved
    const { txHash } = lookup
    const transfer = {
      token: null,
      from: null,
      to: address.address,
      amount: rise,
      position: BALANCE_POSITION,
      block,
    }
    strays.push({ address, transfer: { ...transfer, txHash: txHash as `0x${string}` } })
  }
  return arrived(run, strays)
}

function isAstray({ network }: Run, address: AddressRow, token: string | null): boolean {
  if (network.mode === 'test' && address.mode === 'live') return false
  return address.network !== network.id || !payableByAddress(network, token)
}

/** No more of each asset than the balance rose by in that block; nothing of a contract that tells no balance. */
async function arrived(run: Run, strays: readonly Stray[]): Promise<Stray[]> {
  const found: Stray[] = []
  const left = new Map<string, bigint | null>()
  for (const stray of strays) {
    const { address, transfer } = stray
    const key = `${address.address}/${transfer.token}`
    if (!left.has(key)) {
      left.set(key, await riseAt(run, address.address, transfer.token, transfer.block.number))
    }
    const room = left.get(key) ?? null
    // Old balances are gone at many providers: then a listed token's word counts, and nobody else's.
    const amount = room ?? (payableByAddress(run.network, transfer.token) ? transfer.amount : 0n)
    const taken = transfer.amount < amount ? transfer.amount : amount
    if (taken <= 0n) continue
    if (room !== null) left.set(key, room - taken)
    found.push({ address, transfer: { ...transfer, amount: taken } })
  }
  return found
}

/** How much more lay there at the end of a block than before it; null where the provider cannot tell. */
async function riseAt(
  run: Run,
  address: string,
  token: string | null,
  block: number,
): Promise<bigint | null> {
  const at = async (number: number) => {
    const [[amount] = []] = await run.reader.balances([address], [token], number, run.signal)
    return amount ?? 0n
  }
  try {
    return (await at(block)) - (await at(block - 1))
  } catch (error) {
    if (!isChainError(error) || run.signal.aborted) throw error
    return null
  }
}
