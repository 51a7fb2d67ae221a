import { row } from './row'

const tron = { tron: true, tokens: ['USDT'], events: 24, invoices: 3 }

row(
  41,
  'TRON: credited once through reorganisations, swept by the merchant’s wallet, though USDT says false (S3, S4)',
  {
    plan: { ...tron, reorgDepth: 6, reorgs: 0.3, remined: true, amounts: true, shared: true },
    struck: ['reorg', 'own sweep', 'says false', 'swept'],
  },
)

row(42, 'TRON: a solid node that lags and is away, nodes behind, answers and receipts cut short (S2, S7)', {
  plan: { ...tron, solidTrouble: true, lags: true, cutsShort: true, edges: true },
  struck: ['solid lag', 'lag', 'truncated'],
})

row(43, 'TRON: one provider hides what came or what left (S4, S5)', {
  plan: { ...tron, liar: 'hides' },
  struck: ['hidden', 'swept'],
})

row(44, 'TRON: one provider makes up transfers and balances (S5)', {
  plan: { ...tron, liar: 'forges' },
  struck: ['forged', 'pay'],
})

row(45, 'TRON: money given back and paid again while workers are killed (F6)', {
  plan: { ...tron, refunds: true, workers: 2, kills: 0.25, reorgDepth: 3, reorgs: 0.1 },
  struck: ['refund', 'kill', 'swept'],
})
