import { row } from './row'

row(26, "customers' credit granted, reserved, spent and let go, by several at once (D8)", {
  plan: { credit: true, cancels: true, workers: 2, events: 36, invoices: 12, tokens: ['USDC', 'ETH'] },
  struck: ['credit granted', 'credit taken', 'cancel', 'overlap'],
})

row(26, 'refunds racing the credit that an excess brought (D8, F6)', {
  plan: { credit: true, refunds: true, workers: 2, events: 36, invoices: 8, tokens: ['USDC'] },
  struck: ['credit granted', 'refund', 'overlap'],
})

row(6, 'reorg that undoes an excess whose credit was spent (D8)', {
  plan: {
    credit: true,
    reorgDepth: 60,
    reorgs: 0.2,
    remined: true,
    events: 36,
    invoices: 8,
    tokens: ['USDC'],
  },
  struck: ['credit granted', 'credit taken', 'credit undone', 'deep reorg'],
})
