import { row } from './row'

row(13, 'emitter with the same topic', {
  plan: { noise: true, strangers: true, events: 30 },
  struck: ['same topic', 'pay'],
})

row(16, 'under, over, split, double, late, after cancel', {
  plan: { amounts: true, cancels: true, events: 40, invoices: 6 },
  struck: ['under', 'over', 'half', 'tolerated', 'cancel', 'late'],
})

row(17, 'one transaction pays two invoices', {
  plan: { shared: true, events: 30 },
  struck: ['shared'],
})

row(18, 'fee-on-transfer and rebasing tokens', {
  plan: { tokens: ['TAXED', 'GROWS'], rebases: true, amounts: true, events: 30 },
  struck: ['rebase', 'pay'],
})

row(19, 'tokens that return nothing, false, or revert at sweep', {
  plan: { tokens: ['USDT', 'LIAR', 'STUCK'], strangers: true, events: 30 },
  struck: ['pay', 'swept', 'left at sweep'],
})

row(20, 'zero-value, unlisted, look-alike transfers', {
  plan: { noise: true, events: 30 },
  struck: ['zero-value', 'look-alike', 'collectible'],
})

row(21, 'decimals 0, 6, 18; amounts to 2^256-1', {
  plan: {
    tokens: ['WHOLE', 'USDC', 'ETH'],
    huge: true,
    amounts: true,
    internal: true,
    events: 36,
    invoices: 8,
  },
  struck: ['huge', 'internal', 'decimals 0', 'decimals 6', 'decimals 18'],
})
