import { readEnv, type Env } from '@/lib/env'
import { accounts } from '@/scripts/local/accounts'

export const CRON_SECRET = 'a cron secret for tests'

/** A whole environment, the local chain open in live mode. */
export function testEnv(databaseUrl: string, changes: Record<string, string> = {}): Env {
  return readEnv({ ...testVariables(databaseUrl), ...changes })
}

/** The same as variables, for a process of its own. */
export function testVariables(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'https://checkout.example',
    CRON_SECRET,
    METRICS_TOKEN: 'a metrics token for tests',
    API_KEY_PEPPER: `p1:${'ab'.repeat(32)}`,
    ENCRYPTION_KEY: `e1:${'cd'.repeat(32)}`,
    AUTH_SECRET: `s1:${'ef'.repeat(32)}`,
    JWT_SECRET: `j1:${'0a'.repeat(32)}`,
    SIGNING_KEY: `t1:${'09'.repeat(32)}`,
    NETWORKS: 'local',
    RPC_URLS_LOCAL: 'http://127.0.0.1:9',
    LOCAL_NETWORK_MODE: 'live',
    FEE_RECIPIENT: accounts.feeRecipient.address,
    FIXED_RATES: 'ETH/USD=2000',
    LOG_LEVEL: 'silent',
    // What limits do is their own tests' subject.
    RATE_LIMIT_SCALE: '1000',
  }
}
