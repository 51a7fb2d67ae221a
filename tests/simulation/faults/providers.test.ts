import { row } from './row'

row(8, 'RPC lags and answers `[]`', {
  plan: { lags: true, events: 30, reorgDepth: 3, reorgs: 0.1 },
  struck: ['lag', 'reorg'],
})

row(9, 'ranges cut short, JSON truncated', {
  plan: { cutsShort: true, events: 30, shared: true },
  struck: ['truncated', 'range', 'results'],
})

row(10, '429, 5xx, hangs', {
  plan: { errors: true, events: 30 },
  struck: ['error', 'hang'],
})

row(11, 'one provider hides logs (S5)', {
  plan: { liar: 'hides', events: 30 },
  struck: ['hidden', 'pay'],
})

row(11, 'one provider forges logs, receipts and balances (S5)', {
  plan: { liar: 'forges', events: 30 },
  struck: ['forged', 'pay'],
})

row(11, 'one provider makes up refunds (S5, F6)', {
  plan: { liar: 'forges', refunds: true, events: 30 },
  struck: ['forged refund'],
})

row(12, 'logs duplicated, out of order', {
  plan: { disorder: true, shared: true, events: 30 },
  struck: ['disorder'],
})
