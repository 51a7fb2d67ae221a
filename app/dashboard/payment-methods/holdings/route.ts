import { csvDownload, csvName } from '@/app/dashboard/download'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { CSV_HEAD, csvRows } from '@/lib/dashboard/ownWallet'
import { roleMay } from '@/lib/domain/access'
import { getApp } from '@/lib/server/app'
import { everyHolding } from '@/lib/services/xpub/listHoldings'

/** What lies at addresses of the merchant's own wallet, as a file to sweep by. */
export async function GET(): Promise<Response> {
  const session = await requireSession('/dashboard/payment-methods')
  if (!roleMay(session.role, 'settlements:read')) return new Response('Not found', { status: 404 })
  const app = getApp()
  const name = csvName('holdings', session.mode, app.clock.now())
  return csvDownload(name, CSV_HEAD, rows())

  async function* rows() {
    for await (const part of everyHolding(app, sessionActor(session))) yield csvRows(part)
  }
}
