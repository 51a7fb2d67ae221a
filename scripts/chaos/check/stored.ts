import { withConnection } from '@/scripts/local/localDatabase'

export type StoredInvoice = { id: string; status: string; address: string; salt: string; seq: number }
export type StoredPayment = {
  invoice: string
  txHash: string
  token: string
  amount: string
  blockHash: string
  confirmed: boolean
}
export type StoredEvent = { id: string; invoice: string; seq: number; type: string }

/** What is stored about money and about telling, read at one moment. */
export function readStored(databaseUrl: string) {
  return withConnection(databaseUrl, (sql) =>
    sql.begin('isolation level repeatable read read only', async (tx) => ({
      invoices: await tx<StoredInvoice[]>`
        select i.id, i.status, i.seq, d.address, d.salt
        from invoices i join deposit_addresses d on d.invoice_id = i.id`,
      payments: await tx<StoredPayment[]>`
        select invoice_id as invoice, tx_hash as "txHash", token, amount::text, block_hash as "blockHash",
          confirmed_at is not null as confirmed
        from payments where orphaned_at is null`,
      settlements: await tx<{ invoice: string; gross: string; fee: string; net: string }[]>`
        select invoice_id as invoice, gross::text, fee::text, net::text from settlements`,
      ledger: await tx<
        { invoice: string; posting: number; account: string; token: string; amount: string }[]
      >`
        select invoice_id as invoice, posting, account, token, amount::text from ledger_entries`,
      swept: await tx<{ salt: string; txHash: string; token: string; net: string; fee: string }[]>`
        select d.salt, s.tx_hash as "txHash", s.token, s.net::text, s.fee::text
        from swept_amounts s join deposit_addresses d on d.id = s.deposit_address_id
        where s.orphaned_at is null`,
      sweeps: await tx<{ status: string; txHashes: string[] }[]>`
        select status, tx_hashes as "txHashes" from sweeps`,
      events: await tx<StoredEvent[]>`
        select id, invoice_id as invoice, seq, type from events order by invoice_id, seq`,
      deliveries: await tx<{ event: string; status: string; body: string }[]>`
        select event_id as event, status, body from webhook_deliveries`,
    })),
  )
}

export type Stored = Awaited<ReturnType<typeof readStored>>

/** How much is still under way: invoices that were paid and do not say so, money at addresses, webhooks not taken. */
export function underWay(databaseUrl: string, paid: readonly string[]): Promise<number> {
  return withConnection(databaseUrl, async (sql) => {
    const [row] = await sql<{ count: number }[]>`
      select (select count(*) from invoices where id = any(${[...paid]}) and status <> 'paid')::int
        + (select count(*) from webhook_deliveries where status <> 'delivered')::int
        + (select count(*) from sweeps where status in ('recorded', 'sent'))::int
        + (select count(*) from (select 1 from ledger_entries where account = 'deposits'
            group by invoice_id, token having sum(amount) <> 0) as lying)::int as count`
    return row?.count ?? 0
  })
}
