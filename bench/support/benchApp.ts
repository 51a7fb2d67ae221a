import { randomBytes } from 'node:crypto'
import { readEnv, type Env } from '@/lib/env'
import { createApp, type App } from '@/lib/server/app'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import type { Actor } from '@/lib/services/context'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { startTestServer, TEMPLATE, withDatabase } from '@/tests/support/postgres'

export type BenchApp = {
  app: App
  /** With it another process can take part. */
  environment: Record<string, string>
  /** A merchant with an unlimited plan, in test mode. */
  actor: Actor
  stop(): Promise<void>
}

/** An application over a migrated PostgreSQL of its own, which goes away afterwards. */
export async function startBenchApp(more: Record<string, string> = {}): Promise<BenchApp> {
  const server = await startTestServer()
  const ring = () => `k1:${randomBytes(32).toString('hex')}`
  const environment = {
    DATABASE_URL: withDatabase(server.adminUrl, TEMPLATE),
    PUBLIC_URL: 'http://127.0.0.1:3000',
    API_KEY_PEPPER: ring(),
    ENCRYPTION_KEY: ring(),
    AUTH_SECRET: ring(),
    JWT_SECRET: ring(),
    SIGNING_KEY: ring(),
    RATE_LIMIT_SCALE: '100000',
    LOG_LEVEL: 'silent',
    ...more,
  }
  const env: Env = readEnv(environment)
  const app = createApp(env)
  const merchant = await registerMerchant(app, {
    businessName: 'Bench',
    contactEmail: 'bench@example.com',
    planType: 'enterprise',
    feeBps: 100,
    owner: null,
  })
  return {
    app,
    environment,
    actor: {
      merchantId: merchant.id,
      mode: 'test',
      label: 'bench',
      ipAddress: null,
      userAgent: null,
      requestId: null,
    },
    async stop() {
      await app.pool.close()
      await server.stop()
    },
  }
}

/** An invoice like any other. */
export const INVOICE: CreateInvoiceInput = {
  title: 'Bench',
  description: null,
  items: [{ name: 'One', description: null, quantity: '1', unitPriceMinor: '999' }],
  taxMinor: 0n,
  currency: 'USD',
  cryptoCurrency: 'USDT',
  priceLockSeconds: null,
  expiresInSeconds: 3_600,
  tolerance: {},
  confirmationsOverride: null,
  webhookUrl: null,
  returnUrl: null,
  cancelUrl: null,
  metadata: {},
}
