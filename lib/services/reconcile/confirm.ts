import { confirmablePayments, confirmPayments, type PaymentRow } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import type { ChainReader } from '@/lib/chains/port'
import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { agrees } from './agrees'
import { lowerRefuted } from './lowerRefuted'
import { fenced, type Run } from './run'
import { needingSecondWitness } from './secondWitness'
import { holdIfListed } from '../screening/holdIfListed'
import { screenSenders } from '../screening/screenSenders'
import { sharingReceipts } from './sharingReceipts'
import { undoRefuted } from './undoRefuted'

/** Payments confirmed in one transaction. */
const BATCH = 1_000

/** Receipts asked for at once: providers count requests in a second. */
const AT_ONCE = 8

/**
 * Confirms what is deep enough under the proven block (S7), after asking for its receipt again: the block hash must be
 * the one it was found in, at a provider of another site too from the configured value on (S5). `unsettled` are the addresses that the
 * balance has not had its word on (S4): theirs wait, as does what lies above `final`.
 */
export async function confirmDeepPayments(
  run: Run,
  { proven, final }: { proven: number; final: number },
  unsettled: ReadonlySet<string>,
): Promise<void> {
  let after: PaymentRow | undefined
  do {
    const due = await confirmablePayments(run.ctx.db, run.network.id, proven, BATCH, after)
    const { checked, refused, trouble } = await standing(
      run,
      due.filter((payment) => payment.blockNumber <= final && !unsettled.has(payment.depositAddressId ?? '')),
    )
    if (checked.length > 0) await writeConfirmed(run, checked, await screened(run, checked, proven))
    for (const payment of refused) {
      if (payment.txHash === null) await lowerRefuted(run, payment)
      else await undoRefuted(run, payment)
    }
    if (trouble) throw trouble.reason
    // What does not stand stays due: the next batch begins behind it.
    after = due.length < BATCH ? undefined : due.at(-1)
  } while (after && !run.signal.aborted)
}

/**
 * Those that stand, up to the first trouble with the provider. What was checked before it is not lost: a backlog that takes
 * longer than one run's time gets shorter with every run.
 */
async function standing(
  run: Run,
  due: readonly PaymentRow[],
): Promise<{ checked: PaymentRow[]; refused: PaymentRow[]; trouble?: PromiseRejectedResult }> {
  const checked: PaymentRow[] = []
  const refused: PaymentRow[] = []
  const first = sharingReceipts(run.reader)
  const others = run.others.map((other) => sharingReceipts(other.reader))
  const large = run.network.secondProvider ? await needingSecondWitness(run, due) : new Set<string>()
  for (let start = 0; start < due.length; start += AT_ONCE) {
    const part = due.slice(start, start + AT_ONCE)
    const judged = await Promise.allSettled(
      part.map((payment) => stands(run, payment, first, large.has(payment.id) ? others : null)),
    )
    for (const [index, payment] of part.entries()) {
      const one = judged[index]
      if (one?.status === 'fulfilled') (one.value ? checked : refused).push(payment)
    }
    const trouble = judged.find((one) => one.status === 'rejected')
    if (trouble) return { checked, refused, trouble }
  }
  return { checked, refused }
}

/** Who holds each sender's money back (D9); what could not be looked up is missing, and waits for the next run. */
async function screened(
  run: Run,
  checked: readonly PaymentRow[],
  proven: number,
): Promise<ReadonlyMap<string, string | null>> {
  const senders = await screenSenders(
    run,
    checked.map((payment) => payment.fromAddress),
    proven,
  )
  return new Map(
    checked.flatMap((payment) => {
      const holder = senders.of(payment.fromAddress)
      return holder === undefined ? [] : [[payment.id, holder] as const]
    }),
  )
}

async function writeConfirmed(
  run: Run,
  checked: readonly PaymentRow[],
  holders: ReadonlyMap<string, string | null>,
): Promise<void> {
  await fenced(run, async (ctx) => {
    const due = checked.filter((payment) => holders.has(payment.id))
    const confirmed = await confirmPayments(ctx.db, due, ctx.clock.now())
    const news = new Map<string, NewEvent[]>()
    for (const payment of confirmed) {
      const held = await holdIfListed(ctx, payment, holders.get(payment.id) ?? null)
      const event: NewEvent = {
        type: 'payment.confirmed',
        data: {
          payment: payment.id,
          amount: formatUnits(payment.amount, payment.decimals),
          token: payment.token,
          tx_hash: payment.txHash,
          confirmations: payment.requiredConfirmations,
        },
      }
      news.set(payment.invoiceId, [...(news.get(payment.invoiceId) ?? []), event, ...held])
    }
    await reassess(ctx, news)
  })
}

/** `others` are asked too where one provider's word is not enough. */
async function stands(
  run: Run,
  payment: PaymentRow,
  first: ChainReader,
  others: readonly ChainReader[] | null,
): Promise<boolean> {
  if (!(await agrees(run, first, payment))) return false
  if (!others) return true
  for (const other of others) if (await otherAgrees(run, other, payment)) return true
  run.ctx.log.warn({ payment: payment.id }, 'no second provider confirms a payment')
  return false
}

/** Another provider in trouble confirms nothing, and holds up nothing that does not need it. */
async function otherAgrees(run: Run, other: ChainReader, payment: PaymentRow): Promise<boolean> {
  try {
    return await agrees(run, other, payment)
  } catch (error) {
    if (!isChainError(error)) throw error
    run.ctx.log.warn({ network: run.network.id, error: error.message }, 'the second provider is in trouble')
    return false
  }
}
