import { row } from './row'

row(26, 'refunds racing payments, cancellations, expiry and each other (F6)', {
  plan: {
    refunds: true,
    cancels: true,
    amounts: true,
    hours: true,
    workers: 2,
    events: 50,
    invoices: 5,
    tokens: ['USDC', 'ETH'],
  },
  struck: [
    'refund completed',
    'refund expired',
    'refund called off',
    'refund refused',
    'refund due',
    'wallet sends it twice',
    'wallet sends it twice in one transaction',
    'wallet sends from another wallet',
  ],
})

row(6, 'reorg that undoes refunds, and what they gave back (F6)', {
  plan: {
    refunds: true,
    amounts: true,
    reorgDepth: 20,
    reorgs: 0.25,
    remined: true,
    events: 50,
    invoices: 4,
  },
  struck: ['refund completed', 'refund reverted', 'refund cancelled', 'deep reorg'],
})

row(24, 'killed while refunds are prepared, and connections lost at their COMMIT', {
  plan: { refunds: true, amounts: true, kills: 0.5, cuts: 0.2, events: 40 },
  struck: ['kill', 'lost after', 'refund', 'refund replayed', 'refund completed'],
})

row(16, 'short and late money taken by hand, or given back instead (D1, D10)', {
  plan: {
    completes: true,
    refunds: true,
    amounts: true,
    cancels: true,
    hours: true,
    events: 50,
    invoices: 6,
  },
  struck: ['completed by hand', 'complete refused', 'late', 'refund completed', 'cancel'],
})
