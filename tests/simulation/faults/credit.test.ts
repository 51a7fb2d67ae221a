import { row } from './row'

row(26, "customers' credit granted, reserved, spent and let go again, by several at once (D8)", {
  plan: {
    credit: true,
    cancels: true,
    hours: true,
    workers: 2,
    events: 44,
    invoices: 10,
    tokens: ['USDC', 'ETH'],
  },
  struck: ['credit granted', 'credit taken', 'credit let go', 'cancel', 'overlap'],
})

row(6, 'reorg that undoes an excess whose credit was spent (D8)', {
  plan: {
    credit: true,
    reorgDepth: 60,
    reorgs: 0.2,
    remined: true,
    events: 44,
    invoices: 10,
    tokens: ['USDC'],
  },
  struck: ['credit granted', 'credit taken', 'credit undone', 'deep reorg'],
})

row(26, 'refunds of an excess that is credit already (F6, D8)', {
  plan: {
    credit: true,
    refunds: true,
    reorgDepth: 6,
    reorgs: 0.1,
    events: 60,
    invoices: 10,
    tokens: ['USDC'],
  },
  struck: ['credit granted', 'credit taken', 'refund completed', 'refund refused'],
})
