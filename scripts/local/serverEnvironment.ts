import { accounts } from './accounts'
import type { LocalSecrets } from './secrets'

/** The server's environment on this machine; the local chain counts as live here and nowhere else (Q1). */
export function serverEnvironment(facts: {
  port: number
  baseUrl: string
  databaseUrl: string
  rpcUrl: string
  secrets: LocalSecrets
  rateLimitScale: string
}): Record<string, string> {
  return {
    PORT: `${facts.port}`,
    HOST: '127.0.0.1',
    PUBLIC_URL: facts.baseUrl,
    DATABASE_URL: facts.databaseUrl,
    CRON_SECRET: facts.secrets.cronSecret,
    API_KEY_PEPPER: facts.secrets.apiKeyPepper,
    ENCRYPTION_KEY: facts.secrets.encryptionKey,
    AUTH_SECRET: facts.secrets.authSecret,
    JWT_SECRET: facts.secrets.jwtSecret,
    SIGNING_KEY: facts.secrets.signingKey,
    REGISTRATION: 'open',
    PAYOUT_DELAY_HOURS: '0',
    NETWORKS: 'local',
    RPC_URLS_LOCAL: facts.rpcUrl,
    LOCAL_NETWORK_MODE: 'live',
    FEE_RECIPIENT: accounts.feeRecipient.address,
    GAS_PRIVATE_KEY: accounts.gas.privateKey,
    FIXED_RATES: 'ETH/USD=3318.50',
    RATE_LIMIT_SCALE: facts.rateLimitScale,
    RECONCILE_INTERVAL_MS: '1000',
    // Receivers of webhooks listen on this machine.
    WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535,::1/128@1-65535',
  }
}
