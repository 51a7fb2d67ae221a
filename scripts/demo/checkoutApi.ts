import type { DemoDescription } from './description'

/** The fields of document 004 that the played customer and merchant look at. */
export type MerchantInvoice = {
  id: string
  status: string
  total: number
  currency: string
  crypto_currency: string
  customer_url: string
  settlement: {
    id: string
    status: string
    gross_amount: number
    platform_fee_amount: number
    net_amount: number
  } | null
}
/** The amount is a decimal string: no digit of it may be lost. */
export type CustomerInvoice = { address: string; crypto_amount: string; status: string }
export type Settlement = { status: string; payout_details: { payout_tx_hash: string } | null }

/** Asks the running server as anyone would, with `fetch` and a key; an answer above 299 is an error with its body. */
export function checkoutApi({ baseUrl, apiKeys, cronSecret }: DemoDescription) {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(new URL(path, baseUrl), { ...init, signal: AbortSignal.timeout(30_000) })
    if (!answer.ok)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const asMerchant = { authorization: `Bearer ${apiKeys.sk_live}`, 'content-type': 'application/json' }
  return {
    createInvoice: async (body: object, idempotencyKey: string): Promise<MerchantInvoice> =>
      (
        await ask('/api/v1/invoices', {
          method: 'POST',
          headers: { ...asMerchant, 'idempotency-key': idempotencyKey },
          body: JSON.stringify(body),
        })
      ).json(),
    invoice: async (id: string): Promise<MerchantInvoice> =>
      (await ask(`/api/v1/invoices/${id}`, { headers: asMerchant })).json(),
    settlement: async (id: string): Promise<Settlement> =>
      (await ask(`/api/v1/settlements/${id}`, { headers: asMerchant })).json(),
    asCustomer: async (id: string): Promise<CustomerInvoice> =>
      (await ask(`/api/v1/public/invoice/${id}`)).json(),
    page: async (url: string): Promise<string> => (await ask(url)).text(),
    reconcile: async (): Promise<void> => {
      await ask('/api/cron/reconcile', { headers: { authorization: `Bearer ${cronSecret}` } })
    },
  }
}

export type CheckoutApi = ReturnType<typeof checkoutApi>
