import { requireSession, sessionActor } from '@/lib/auth/session'
import { CSV_HEAD, csvRows } from '@/lib/dashboard/ownWallet'
import { roleMay } from '@/lib/domain/access'
import { getApp } from '@/lib/server/app'
import { everyHolding } from '@/lib/services/xpub/listHoldings'

/** What lies at addresses of the merchant's own wallet, as a file to sweep by. */
export async function GET(): Promise<Response> {
  const session = await requireSession('/dashboard/payment-methods')
  if (!roleMay(session.role, 'settlements:read')) return new Response('Not found', { status: 404 })
  const parts = everyHolding(getApp(), sessionActor(session))
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(CSV_HEAD))
    },
    async pull(controller) {
      const part = await parts.next()
      if (part.done) controller.close()
      else controller.enqueue(encoder.encode(csvRows(part.value)))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  const name = `holdings-${session.mode}-${getApp().clock.now().toISOString().slice(0, 10)}.csv`
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store, no-transform',
    },
  })
}
