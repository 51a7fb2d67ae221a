import path from 'node:path'
import { parseArgs } from 'node:util'
import { isPlan, PLANS } from '@/lib/domain/plans'
import { readEnv } from '@/lib/env'
import { createApp } from '@/lib/server/app'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { setTerms, type MerchantTerms } from '@/lib/services/merchants/setTerms'
import { writePrivateJson } from '@/scripts/local/secrets'

const STATUSES = ['active', 'suspended', 'closed'] as const

const USAGE = `npm run merchant:set -- MERCHANT [--plan ${PLANS.join('|')}] [--fee-bps 0-500] [--status ${STATUSES.join('|')}]

Changes what the operator decides about a merchant. A changed fee goes into the addresses of later invoices, so that the merchant's
recovery file is written anew (--out, recovery-<merchant>.json): give it to the merchant.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plan: { type: 'string' },
    'fee-bps': { type: 'string' },
    status: { type: 'string' },
    out: { type: 'string' },
  },
})

function terms(): MerchantTerms {
  const { plan, status, 'fee-bps': fee } = values
  const wanted: MerchantTerms = {}
  if (plan !== undefined) {
    if (!isPlan(plan)) throw new Error(`--plan is one of ${PLANS.join(', ')}`)
    wanted.planType = plan
  }
  if (status !== undefined) {
    const known = STATUSES.find((one) => one === status)
    if (!known) throw new Error(`--status is one of ${STATUSES.join(', ')}`)
    wanted.status = known
  }
  if (fee !== undefined) {
    if (!/^\d{1,3}$/.test(fee) || Number(fee) > 500) throw new Error('--fee-bps is 0 to 500')
    wanted.feeBps = Number(fee)
  }
  if (Object.keys(wanted).length === 0) throw new Error(USAGE)
  return wanted
}

async function main(): Promise<void> {
  const [merchantId] = positionals
  if (!merchantId) throw new Error(USAGE)
  const wanted = terms()
  const app = createApp(readEnv())
  try {
    const merchant = await setTerms(app, merchantId, wanted)
    console.log(
      `merchant       ${merchant.id}, ${merchant.status}, plan ${merchant.planType}, ${merchant.feeBps} bps`,
    )
    if (wanted.feeBps === undefined) return
    const out = path.resolve(values.out ?? `recovery-${merchant.id}.json`)
    await writePrivateJson(out, await recoveryFile(app, merchant.id))
    console.log(`recovery file  ${out}   (give it to the merchant)`)
  } finally {
    await app.pool.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
