import type { LocalAccount } from '@/scripts/local/anvil'

export type ApiKeys = Record<'sk_live' | 'sk_test' | 'ck_live' | 'ck_test' | 'fc_live', string>

/** What `.demo/demo.json` says: where the running demo is and how to act in it. */
export type DemoDescription = {
  baseUrl: string
  rpcUrl: string
  chainId: number
  tokens: { symbol: string; address: string; decimals: number }[]
  merchant: { id: string; email: string; password: string }
  apiKeys: ApiKeys
  webhookSecret: string
  cronSecret: string
  payer: LocalAccount
  treasury: LocalAccount
  /** Path of the merchant's recovery file, which `npm run recover` reads. */
  recoveryFile: string
  databaseUrl: string
}
