import { row } from './row'

row(26, 'refunds racing payments, cancellations, expiry, people and each other (F6, D1, D10)', {
  plan: {
    refunds: true,
    completes: true,
    cancels: true,
    amounts: true,
    workers: 2,
    events: 36,
    invoices: 5,
    tokens: ['USDC', 'ETH'],
  },
  struck: ['refund completed', 'refund refused', 'refund due', 'complete refused', 'late'],
})

row(6, 'reorg that undoes refunds, and what they gave back (F6)', {
  plan: {
    refunds: true,
    reorgDepth: 20,
    reorgs: 0.25,
    remined: true,
    kills: 0.05,
    events: 52,
    invoices: 4,
    tokens: ['USDC'],
  },
  struck: ['refund completed', 'refund reverted', 'deep reorg', 'kill'],
})
