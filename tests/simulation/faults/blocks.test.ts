import { row } from './row'

row(5, 'reorg within the confirmations', {
  plan: { reorgDepth: 3, reorgs: 0.5, events: 30 },
  struck: ['reorg', 'mined again'],
})

row(6, 'reorg deeper than them, after settlement', {
  plan: { reorgDepth: 60, reorgs: 0.25, remined: true, events: 36 },
  struck: ['deep reorg', 'dropped', 'undone after settlement'],
})

row(7, 'mined again at another index or block', {
  plan: { reorgDepth: 5, reorgs: 0.5, remined: true, shared: true, events: 30 },
  struck: ['mined again', 'shared'],
})

row(15, 'payment at expiry -1, 0, +1 second', {
  plan: { edges: true, events: 40, invoices: 8 },
  struck: ['edge -1', 'edge 0', 'edge 1'],
})
