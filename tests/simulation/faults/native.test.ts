import { row } from './row'

const coin = {
  tokens: ['ETH'],
  internal: true,
  amounts: true,
  shared: true,
  reorgDepth: 6,
  reorgs: 0.2,
  remined: true,
  strangers: true,
  events: 36,
  invoices: 5,
}

row(31, 'native coin by transactions, by contracts, undone and mined again', {
  plan: { ...coin, errors: true, lags: true },
  struck: ['internal', 'exact', 'reorg', 'mined again', 'swept'],
})

row(32, 'native coin on a chain that logs it', {
  plan: { ...coin, nativeLogs: 'always' },
  struck: ['internal', 'exact', 'reorg', 'mined again'],
})

row(33, 'a chain that begins to log native coin', {
  plan: { ...coin, nativeLogs: 'later' },
  struck: ['native logs', 'internal', 'exact'],
})
