import { parseArgs } from 'node:util'
import { fiatText } from '@/lib/domain/money'
import { readEnv } from '@/lib/env'
import { createApp } from '@/lib/server/app'
import { recordFeesPaid } from '@/lib/services/billing/recordFeesPaid'
import { unpaidFees } from '@/lib/services/billing/unpaidFees'

const USAGE = `npm run merchant:fees -- MERCHANT [--paid [--through 2026-01-31T00:00:00Z] [--note TEXT]]

Shows what a merchant owes the platform: the fees that no chain split off, since they were last recorded as paid. With --paid they are
recorded as paid, those of everything settled up to --through, which is now unless given.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { paid: { type: 'boolean' }, through: { type: 'string' }, note: { type: 'string' } },
})

async function main(): Promise<void> {
  const [merchantId] = positionals
  if (!merchantId) throw new Error(USAGE)
  const app = createApp(readEnv())
  try {
    if (values.paid) {
      const through = values.through === undefined ? app.clock.now() : new Date(values.through)
      if (Number.isNaN(through.getTime())) throw new Error('--through is a time such as 2026-01-31T00:00:00Z')
      const paid = await recordFeesPaid(app, merchantId, { through, note: values.note ?? 'paid' })
      console.log(`recorded  ${fiatText(paid, 'USD')} USD, through ${through.toISOString()}`)
    }
    const { amountMinor, since } = await unpaidFees(app, merchantId)
    console.log(
      `unpaid    ${fiatText(amountMinor, 'USD')} USD, since ${since?.toISOString() ?? 'the beginning'}`,
    )
  } finally {
    await app.pool.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
