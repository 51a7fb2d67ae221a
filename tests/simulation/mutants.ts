import { QUIET, type Plan } from './world/plan'

type Edit = { file: string; from: string; to: string }

/** A bug to plant: texts to replace, and the plan under which the seeds are played. */
export type Mutant = {
  name: string
  /** What it breaks. */
  rule: string
  edits: readonly Edit[]
  plan: Partial<Plan>
}

/** The witness heals some bugs at once: to be seen, they need one that finds no fault. */
const LOOKS_AWAY = {
  file: 'lib/services/reconcile/witness.ts',
  from: 'if (!at) return unsettled',
  to: 'if (at) return new Set()',
}

/** One or more for each kind of rule; `scripts/simulateMutants.ts` plants them one at a time. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'the watch set is loaded before the head, and no balance is looked at',
    rule: 'S1',
    edits: [
      {
        file: 'lib/services/reconcile/scanForward.ts',
        from: 'while (cursor < head.number && !run.signal.aborted) {\n    const to = Math.min(head.number, cursor + stride)',
        to: 'while (cursor < head.number && !run.signal.aborted) {\n    head = await run.reader.head(run.signal)\n    const to = Math.min(head.number, cursor + stride)',
      },
      LOOKS_AWAY,
    ],
    plan: { eager: true, events: 40, invoices: 16, liar: 'none', tokens: ['USDT', 'USDC'], noise: false },
  },
  {
    name: 'a run that lost its lease still writes',
    rule: 'S2',
    edits: [
      {
        file: 'db/queries/networks.ts',
        from: 'and(eq(networkCursors.network, lease.network), eq(networkCursors.fence, lease.fence))',
        to: 'eq(networkCursors.network, lease.network)',
      },
    ],
    plan: { workers: 3, freezes: 0.6, reorgDepth: 0, events: 40, liar: 'none', kills: 0 },
  },
  {
    name: 'the cursor moves to the head whatever was proven',
    rule: 'S2',
    edits: [
      {
        file: 'lib/services/reconcile/scanForward.ts',
        from: 'blockNumber: scan.through.number,',
        to: 'blockNumber: cursor.headNumber && cursor.headNumber > scan.through.number ? cursor.headNumber : scan.through.number,',
      },
    ],
    plan: { lags: true, events: 40, liar: 'none' },
  },
  {
    name: 'an empty answer proves a block',
    rule: 'S2',
    edits: [
      {
        file: 'lib/chains/evm/deepPiece.ts',
        from: 'const calls = [blockCall(start), blockCall(end), ...queries, blockCall(end)]\n    const answers = await rpc.together(calls, signal)',
        to: 'const calls = [blockCall(start), blockCall(end), ...queries, blockCall(end)]\n    const answers = [...(await rpc.together(calls.slice(0, 2), signal)), ...(await rpc.together(calls.slice(2, -1), signal)), ...(await rpc.together(calls.slice(-1), signal))]',
      },
    ],
    plan: { lags: true, events: 40, liar: 'none', workers: 1, tokens: ['USDT', 'USDC'] },
  },
  {
    name: "a log's position is that within its block",
    rule: 'S3',
    edits: [
      {
        file: 'lib/chains/evm/evidence.ts',
        from: 'const position = positionOf(claim, receipt)',
        to: 'const position = positionOf(claim, receipt) + claim.logIndex - claim.logIndex % 2',
      },
    ],
    plan: { shared: true, reorgDepth: 5, reorgs: 0.3, remined: true, liar: 'none' },
  },
  {
    name: 'what only a balance shows is not credited',
    rule: 'S4',
    edits: [
      {
        file: 'lib/services/reconcile/witness.ts',
        from: 'if (gap.token.address === null || patient) await creditFromBalance(run, gap, at)',
        to: 'if (gap.token.address !== null && patient) await creditFromBalance(run, gap, at)',
      },
    ],
    plan: { internal: true, tokens: ['ETH'], liar: 'none' },
  },
  {
    name: "a stranger's sweep is not counted",
    rule: 'S4',
    edits: [
      {
        file: 'lib/services/reconcile/recordDepartures.ts',
        from: 'if (!token) continue',
        to: 'if (!token || fee % 2n === 1n) continue',
      },
    ],
    plan: { strangers: true, amounts: true, liar: 'none' },
  },
  {
    name: 'one provider is enough for any amount',
    rule: 'S5',
    edits: [
      {
        file: 'lib/services/reconcile/confirm.ts',
        from: 'if (!others) return true',
        to: 'if (others ?? true) return true',
      },
    ],
    plan: { liar: 'forges', events: 60 },
  },
  {
    name: 'money at the very end is late',
    rule: 'S6',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: 'return payment.blockTime <= invoice.expiresAt && arrivedBeforeCancelling(invoice, payment)',
        to: 'return payment.blockTime < invoice.expiresAt && arrivedBeforeCancelling(invoice, payment)',
      },
    ],
    plan: { edges: true, events: 50, invoices: 10, liar: 'none' },
  },
  {
    name: 'one confirmation too few',
    rule: 'S7',
    edits: [
      {
        file: 'db/queries/payments.ts',
        from: '+ ${payments.requiredConfirmations} - 1`, proven)',
        to: '+ ${payments.requiredConfirmations} - 2`, proven)',
      },
    ],
    plan: { liar: 'none', clockJumps: 0 },
  },
  {
    name: 'addresses are forgotten when their invoice ends',
    rule: 'S8',
    edits: [
      {
        file: 'lib/services/reconcile/scanForward.ts',
        from: 'watchedAddresses(ctx.db, network.id, hotOnly ? now : undefined)',
        to: 'watchedAddresses(ctx.db, network.id, new Date(now.getTime() + 6.99 * 86_400_000))',
      },
    ],
    plan: { events: 40, liar: 'none', workers: 1 },
  },
  {
    name: 'every emitter of the topic is a token, and no balance is looked at',
    rule: 'S9',
    edits: [
      LOOKS_AWAY,
      {
        file: 'lib/chains/evm/evidence.ts',
        from: 'const token = watched.emitters.get(claim.address)',
        to: 'const token = watched.emitters.get(claim.address) ?? [...watched.emitters.values()][0]',
      },
      {
        file: 'lib/chains/evm/filters.ts',
        from: '...inParts(emitters, limits.maxAddresses).flatMap((address) =>',
        to: '...[undefined as never].flatMap((address) =>',
      },
      {
        file: 'lib/chains/evm/filters.ts',
        from: '    inParts(addresses, limits.maxAddresses).flatMap((address) =>',
        to: '    [undefined as never].flatMap((address) =>',
      },
    ],
    plan: { noise: true, liar: 'none' },
  },
  {
    name: 'a settled invoice that is undone goes back to pending',
    rule: 'D1',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: 'if (invoice.settledAt) return isGivenBack',
        to: 'if (invoice.settledAt && facts.settleable) return isGivenBack',
      },
    ],
    plan: { ...QUIET, reorgDepth: 60, reorgs: 0.25, remined: true, events: 36 },
  },
  {
    name: 'an undone block leaves its payments',
    rule: 'D1',
    edits: [
      {
        file: 'lib/services/reconcile/rewind.ts',
        from: 'const undone = await orphanPaymentsAbove(ctx.db, network.id, to.number, now)',
        to: 'const undone = await orphanPaymentsAbove(ctx.db, network.id, to.number + 1, now)',
      },
    ],
    plan: { reorgDepth: 5, reorgs: 0.3, remined: true, liar: 'none' },
  },
  {
    name: 'the tolerance is taken twice',
    rule: 'D2',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: 'const kept = PPM - invoice.tolerance.underpaymentPpm',
        to: 'const kept = PPM - 2n * invoice.tolerance.underpaymentPpm',
      },
    ],
    // Few payments an invoice: one that lacks a unit more than is tolerated must stay the last.
    plan: { ...QUIET, amounts: true, events: 40, invoices: 16, tokens: ['USDC'] },
  },
  {
    name: 'the quote rounds down',
    rule: 'D4',
    edits: [
      {
        file: 'lib/domain/quote.ts',
        from: "mulDiv(totalMinor, numerator, denominator, 'up')",
        to: "mulDiv(totalMinor, numerator, denominator, 'down')",
      },
    ],
    plan: { tokens: ['WHOLE', 'ETH'], liar: 'none' },
  },
  {
    name: 'the fee rounds up',
    rule: 'D5',
    edits: [
      {
        file: 'lib/domain/fees.ts',
        from: "mulDiv(gross, BigInt(bps), 10_000n, 'down')",
        to: "mulDiv(gross, BigInt(bps), 10_000n, 'up')",
      },
    ],
    plan: { amounts: true, liar: 'none' },
  },
  {
    name: 'money after settlement does not adjust it',
    rule: 'D6',
    edits: [
      {
        file: 'lib/services/settlements/settle.ts',
        from: 'if (isUnchanged(existing, amounts)) return []',
        to: 'if (amounts.gross > existing.gross || isUnchanged(existing, amounts)) return []',
      },
    ],
    plan: { amounts: true, events: 50, liar: 'none' },
  },
  {
    name: 'late money counts',
    rule: 'D10',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: 'const graceEnds = invoice.expiresAt.getTime() + invoice.lateGraceMs',
        to: 'const graceEnds = invoice.expiresAt.getTime() + invoice.lateGraceMs + 60_000',
      },
    ],
    plan: { amounts: true, edges: true, events: 50, liar: 'none' },
  },
  {
    name: 'a status change without its event',
    rule: 'Q6',
    edits: [
      {
        file: 'lib/services/invoices/reassess.ts',
        from: '...statusEvents(invoice.status, judged.status),',
        to: "...statusEvents(invoice.status, judged.status === 'expired' ? invoice.status : judged.status),",
      },
    ],
    plan: { liar: 'none' },
  },
  {
    name: 'the answer of a create is not kept with it',
    rule: 'Q2',
    edits: [
      {
        file: 'lib/http/idempotency.ts',
        from: 'if (stored) return replayed(ctx, attempt, stored)\n    const answer',
        to: 'if (stored?.createdAt.getTime() === now.getTime()) return replayed(ctx, attempt, stored)\n    const answer',
      },
    ],
    plan: { kills: 0.5, cuts: 0.3, invoices: 10, events: 40, liar: 'none' },
  },
  {
    name: 'a sweep that is mined again keeps its asset',
    rule: 'S3',
    edits: [
      {
        file: 'db/queries/payments.ts',
        from: '        token: row.token,\n        net: row.net,',
        to: '        net: row.net,',
      },
    ],
    plan: {
      strangers: true,
      shared: true,
      amounts: true,
      remined: true,
      reorgDepth: 60,
      reorgs: 0.3,
      events: 50,
      tokens: ['USDC', 'USDT', 'DAI'],
      liar: 'none',
    },
  },
  {
    name: 'a webhook that was refused counts as told',
    rule: 'W1',
    edits: [
      {
        file: 'lib/services/webhooks/verdict.ts',
        from: 'return outcome !== null && outcome.error === null',
        to: 'return outcome !== null',
      },
    ],
    plan: { webhooks: true, liar: 'none' },
  },
  {
    name: 'a sweep is given up while it may still be mined',
    rule: 'F9',
    edits: [
      {
        file: 'lib/services/sweep/followSweeps.ts',
        from: 'if (sweep.nonce < (await wallet.nextNonce())) {',
        to: 'if (sweep.nonce <= (await wallet.nextNonce())) {',
      },
    ],
    plan: { killAt: ['eth_sendRawTransaction'], events: 40, liar: 'none' },
  },
  {
    name: 'a prepared refund takes of nothing',
    rule: 'F6',
    edits: [
      {
        file: 'lib/domain/refunds.ts',
        from: "return ['prepared', 'sent', 'completed'].includes(refundStatus(refund))",
        to: "return ['sent', 'completed'].includes(refundStatus(refund))",
      },
    ],
    plan: { refunds: true, events: 40, liar: 'none' },
  },
  {
    name: "anybody's transfer settles a refund",
    rule: 'F6',
    edits: [
      {
        file: 'lib/services/refunds/matching.ts',
        from: 'wallets.get(refund.invoiceId)?.has(transfer.from) === true',
        to: 'wallets.has(refund.invoiceId)',
      },
    ],
    plan: { refunds: true, events: 40, liar: 'none' },
  },
  {
    name: 'an undone block leaves its refunds',
    rule: 'F6',
    edits: [
      {
        file: 'lib/services/reconcile/rewind.ts',
        from: '() => refundsAbove(ctx.db, network.id, to.number))',
        to: '() => refundsAbove(ctx.db, network.id, to.number + 1_000))',
      },
    ],
    plan: { ...QUIET, refunds: true, reorgDepth: 20, reorgs: 0.25, remined: true, events: 40, invoices: 4 },
  },
  {
    name: 'what went back before an invoice settled pays it all the same',
    rule: 'F6',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: 'return shareKept(invoice, money.counted, invoice.refunds)',
        to: 'return shareKept(invoice, money.counted, [])',
      },
    ],
    plan: { refunds: true, amounts: true, cancels: true, events: 50, liar: 'none' },
  },
  {
    name: 'credit that was taken is there once more',
    rule: 'D8',
    edits: [
      {
        file: 'lib/services/customers/creditSources.ts',
        from: 'return granted - taken',
        to: 'return granted',
      },
    ],
    plan: { credit: true, refunds: false, events: 50, invoices: 10, tokens: ['USDC'], liar: 'none' },
  },
  {
    name: 'an invoice that ended keeps its credit',
    rule: 'D8',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: "if (status === 'expired' || status === 'cancelled' || status === 'refunded') return 0n",
        to: "if (status === 'refunded') return 0n",
      },
    ],
    plan: {
      credit: true,
      refunds: false,
      cancels: true,
      events: 50,
      invoices: 10,
      tokens: ['USDC'],
      liar: 'none',
    },
  },
  {
    name: 'who took of an excess that is undone is not judged again',
    rule: 'D8',
    edits: [
      {
        file: 'lib/services/invoices/reassess.ts',
        from: 'if (grantsOtherwise) givers.push(invoice.id)',
        to: "if (grantsOtherwise && invoice.status === 'pending') givers.push(invoice.id)",
      },
    ],
    plan: {
      credit: true,
      reorgDepth: 60,
      reorgs: 0.2,
      remined: true,
      events: 60,
      invoices: 12,
      tokens: ['USDC'],
      liar: 'none',
    },
  },
  {
    name: 'what a person accepted counts although it is gone',
    rule: 'D1',
    edits: [
      {
        file: 'lib/domain/assess.ts',
        from: 'return invoice.acceptedPayments.every((id) => ids.has(id))',
        to: 'return invoice.acceptedPayments.some((id) => ids.has(id)) || invoice.acceptedPayments.length > 0',
      },
    ],
    plan: {
      ...QUIET,
      completes: true,
      amounts: true,
      reorgDepth: 60,
      reorgs: 0.25,
      remined: true,
      events: 40,
    },
  },
  {
    name: 'of an option only the first terms credit',
    rule: 'F5',
    edits: [
      {
        file: 'lib/services/reconcile/creditAccepted.ts',
        from: 'return row && isOf(network, row, log) ? [{ row, log }] : []',
        to: 'return row && row.version === 1 && isOf(network, row, log) ? [{ row, log }] : []',
      },
    ],
    plan: { ...QUIET, hub: true, tokens: ['USDC'], amounts: true, events: 40, invoices: 6 },
  },
  {
    name: 'the hub is never asked what it was paid for',
    rule: 'S4',
    edits: [
      {
        file: 'lib/services/reconcile/reconcileNetwork.ts',
        from: '  await witnessHub(run)\n',
        to: '',
      },
    ],
    plan: { ...QUIET, hub: true, tokens: ['USDC'], amounts: true, liar: 'hides', events: 36, invoices: 5 },
  },
  {
    name: 'what was paid through the hub still has to be swept',
    rule: 'D6',
    edits: [
      {
        file: 'db/queries/invoiceParts.ts',
        from: '...paid].toSorted(',
        to: '...paid.slice(paid.length)].toSorted(',
      },
    ],
    plan: { ...QUIET, hub: true, tokens: ['USDC'], events: 30 },
  },
]
