import type { Database } from '@/db/client'
import { openNetworks, type NetworksConfig } from '@/lib/chains/registry'
import { fixedRates } from '@/lib/rates/fixed'
import { checkoutEventBody } from '@/lib/http/checkout/presentEvent'
import { webhookBody } from '@/lib/http/invoices/presentWebhook'
import { presentSession } from '@/lib/http/sessions/presentSession'
import { sessionEventBody } from '@/lib/http/sessions/presentEvent'
import { createSecretBox } from '@/lib/server/secretBox'
import { createSigner } from '@/lib/signing/signer'
import type { Clock, RootContext } from '@/lib/services/context'
import { parseRange } from '@/lib/webhooks/addresses'
import { accounts } from '@/scripts/local/accounts'

/** Receivers of tests listen on this machine. */
const LOOPBACK = ['127.0.0.0/8@1-65535', '::1/128@1-65535'].map(parseRange).filter((range) => range !== null)

/** What the services get in tests: real database and chains, a clock and rates that stand still, the demo's policy. */
export function testServices(parts: {
  db: Database
  clock: Clock
  networks: NetworksConfig['networks']
  announce?: RootContext['announce']
}): RootContext {
  return {
    db: parts.db,
    clock: parts.clock,
    networks: openNetworks({ networks: parts.networks, localMode: 'live' }),
    rates: fixedRates(['ETH/USD=2000']),
    screening: null,
    secrets: createSecretBox([{ id: 'k1', key: new Uint8Array(32).fill(7) }]),
    signer: createSigner([{ id: 't1', key: new Uint8Array(32).fill(9) }]),
    policy: {
      publicUrl: 'http://127.0.0.1:3000',
      feeRecipient: accounts.feeRecipient.address,
      monitorAfterExpiryMs: 86_400_000,
      lateGraceMs: 0,
      secondWitnessFromMinor: 1_000_00n,
      sweepFromMinor: 0n,
      relaysPerDay: 200,
      networkMinimums: new Map(),
      rateLimitScale: 1,
      unpaidFeesBlockFromMinor: null,
      payoutDelayMs: 86_400_000,
      receivers: { ports: [443, 8443], ranges: LOOPBACK },
    },
    presentSession: (view) => presentSession(view, { publicUrl: 'http://127.0.0.1:3000' }),
    webhookBodies: {
      invoices: webhookBody,
      sessions: sessionEventBody,
      checkout: (told) => checkoutEventBody(told, { publicUrl: 'http://127.0.0.1:3000' }),
    },
    log: silentLog(),
    touched: null,
    announce: parts.announce ?? (() => Promise.resolve()),
  }
}

function silentLog(): RootContext['log'] {
  if (process.env.TEST_LOG) {
    const say = (facts: object, message: string) => console.error(message, facts)
    return { info: say, warn: say, error: say }
  }
  return { info: () => {}, warn: () => {}, error: () => {} }
}
