import { row } from './row'

const hub = { hub: true, tokens: ['USDC'], amounts: true, events: 36, invoices: 5 }

row(46, 'payments through the hub, undone and mined again', {
  plan: { ...hub, shared: true, reorgDepth: 8, reorgs: 0.2, remined: true, refunds: true, strangers: true },
  struck: ['credited through the hub', 'both through the hub', 'reorg', 'mined again', 'swept'],
})

row(47, 'attackers’ treasuries under a victim’s invoice id, and contracts that speak like the hub', {
  plan: { ...hub, noise: true, cancels: true, edges: true },
  struck: ['credited through the hub', 'own treasury', 'less', 'no fee', 'false hub'],
})

row(48, 'payments through the hub while workers are killed, connections cut and providers lag', {
  plan: { ...hub, kills: 0.5, cuts: 0.2, workers: 2, errors: true, lags: true, disorder: true },
  struck: ['credited through the hub', 'kill'],
})

row(49, 'one provider hides what the hub said (S4, S5, F5)', {
  plan: { ...hub, liar: 'hides' },
  struck: ['credited through the hub', 'hidden of the hub'],
})
