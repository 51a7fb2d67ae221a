import { windowBlocks } from '@/db/queries/networks'
import { addressesAstray } from '@/db/queries/misdirected'
import { addressesBySalt, type AddressRow } from '@/db/queries/payments'
import { findWithdrawal, insertWithdrawal } from '@/db/queries/withdrawals'
import { payableByAddress } from '@/lib/chains/payable'
import type { Hex, Movements, SweepLog } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, RootContext, ServiceContext } from '../context'
import { reassess } from '../invoices/reassess'
import { readNow, unreachable } from '../reconcile/readNow'
import { recordSwept } from '../reconcile/recordSwept'
import { fenced, type Run } from '../reconcile/run'
import { forwardingNetworks } from './worthMoving'

/** A person waits for it. */
const BUDGET_MS = 15_000

export type ConfirmWithdrawalsInput = { network: string; txHashes: readonly string[] }

/** A sweep that the merchant told of, with what it moved from their addresses; amounts are base units. */
export type Withdrawal = {
  id: string
  network: string
  networkName: string
  txHash: string
  block: number
  confirmedAt: Date
  moved: { token: string; decimals: number; net: bigint; fee: bigint; addresses: number }[]
  /** Whose payouts it is. */
  invoiceIds: string[]
}

/**
 * Takes the merchant's word that their wallet swept, as a hint: reads the network up to its head and the receipts itself, and records what the
 * canonical factory says has left through the very function that every run uses (S4), which completes the payouts (D6). All of the hashes
 * or none. Throws NOT_FOUND, VALIDATION_FAILED for a transaction that is not mined, has failed or moves nothing of the merchant's,
 * TRANSACTION_ALREADY_USED, NETWORK_UNREACHABLE.
 */
export async function confirmWithdrawals(
  ctx: RootContext,
  actor: Actor,
  input: ConfirmWithdrawalsInput,
): Promise<Withdrawal[]> {
  mustBeAllowed(actor, 'withdrawals:write')
  const network = forwardingNetworks(ctx, actor).find((one) => one.id === input.network)
  if (!network) throw new DomainError('NOT_FOUND', 'Nothing can be withdrawn on this network')
  const hashes = [...new Set(input.txHashes.map((hash) => hash.toLowerCase()))]
  for (const hash of hashes) await assertUnused(ctx, actor, network.id, hash)
  return readNow(ctx, network, BUDGET_MS, async (run) => {
    const found: Movements[] = []
    for (const [index, hash] of hashes.entries()) found.push(await readSweep(run, hash as Hex, index))
    return record(run, actor, hashes, found)
  })
}

async function readSweep(run: Run, hash: Hex, index: number): Promise<Movements> {
  const moved = (await run.reader.moved?.(hash, run.signal)) ?? null
  if (moved === null) throw refused(index, 'is not mined yet, as far as the network tells', 'not_mined')
  if (!moved.succeeded) throw refused(index, 'has failed: it moved nothing', 'failed')
  return moved
}

/** One transaction under the network's fence, in which nothing is written for a hash that is refused. */
async function record(
  run: Run,
  actor: Actor,
  hashes: readonly string[],
  found: readonly Movements[],
): Promise<Withdrawal[]> {
  const { network } = run
  return fenced(run, async (ctx, cursor) => {
    const window = new Map(
      (await windowBlocks(ctx.db, network.id)).map((block) => [block.number, block.hash]),
    )
    const done: Withdrawal[] = []
    for (const [index, { block, sweeps }] of found.entries()) {
      const txHash = hashes[index] ?? ''
      // What lies above the books, or beside them, the next run undoes or never sees.
      const known = window.get(block.number)
      if (block.number > (cursor.blockNumber ?? 0) || (known && known !== block.hash))
        throw unreachable(network)
      await assertUnused(ctx, actor, network.id, txHash)
      const own = await ownSweeps(ctx, actor, network, sweeps)
      if (own.length === 0) {
        throw refused(index, 'moves nothing from your addresses by the forwarder factory', 'foreign')
      }
      const id = newId('wdr', ctx.clock.now())
      const { merchantId, mode } = actor
      const at = { network: network.id, txHash, blockNumber: block.number, createdAt: ctx.clock.now() }
      await insertWithdrawal(ctx.db, { id, merchantId, mode, ...at })
      await recordAudit(ctx, actor, {
        action: 'withdrawal.confirmed',
        subject: id,
        changes: fieldsOf(at, ['network', 'txHash', 'blockNumber']),
      })
      done.push({
        id,
        network: network.id,
        networkName: network.name,
        txHash,
        block: block.number,
        confirmedAt: at.createdAt,
        moved: totals(network, own),
        invoiceIds: [...new Set(own.map(({ address }) => address.invoiceId))].sort(),
      })
    }
    const news = await recordSwept(
      ctx,
      network,
      found.flatMap(({ sweeps }) => sweeps),
    )
    await reassess(ctx, news, actor)
    return done
  })
}

type OwnSweep = { address: AddressRow; sweep: SweepLog }

async function ownSweeps(
  ctx: ServiceContext,
  actor: Actor,
  network: OpenNetwork,
  sweeps: readonly SweepLog[],
): Promise<OwnSweep[]> {
  const salts = sweeps.map((sweep) => sweep.salt)
  const known = [
    ...(await addressesBySalt(ctx.db, network.id, salts)),
    // The same address on another network than its invoice's (F3).
    ...(await addressesAstray(ctx.db, network.id, salts)),
  ]
  const addresses = known.filter((row) => row.merchantId === actor.merchantId && row.mode === actor.mode)
  return sweeps.flatMap((sweep) => {
    const address = addresses.find((row) => row.salt === sweep.salt)
    return address ? [{ address, sweep }] : []
  })
}

function totals(network: OpenNetwork, own: readonly OwnSweep[]): Withdrawal['moved'] {
  const tokens = [...new Set(own.map(({ sweep }) => sweep.token))]
  return tokens.flatMap((address) => {
    const token = payableByAddress(network, address)
    if (!token) return []
    const of = own.filter(({ sweep }) => sweep.token === address)
    return [
      {
        token: token.symbol,
        decimals: token.decimals,
        net: of.reduce((sum, { sweep }) => sum + sweep.net, 0n),
        fee: of.reduce((sum, { sweep }) => sum + sweep.fee, 0n),
        addresses: new Set(of.map(({ address: row }) => row.id)).size,
      },
    ]
  })
}

async function assertUnused(
  ctx: ServiceContext,
  actor: Actor,
  network: string,
  txHash: string,
): Promise<void> {
  if (!(await findWithdrawal(ctx.db, actor, network, txHash))) return
  throw new DomainError('TRANSACTION_ALREADY_USED', `The transaction ${txHash} was confirmed before`)
}

function refused(index: number, why: string, reason: string): DomainError {
  const field = `transactionHashes[${index}]`
  return new DomainError('VALIDATION_FAILED', `${field}: ${why}`, { field, constraints: { reason } })
}
