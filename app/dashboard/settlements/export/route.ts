import { exportVisit } from '@/app/dashboard/exportVisit'
import { csvDownload, csvName } from '@/app/dashboard/download'
import { readSettlementQuery } from '@/lib/dashboard/settlementQuery'
import { SETTLEMENTS_HEAD, settlementLines } from '@/lib/dashboard/settlementRows'
import { everySettlement } from '@/lib/services/settlements/listSettlements'

/** The settlements that the list shows by the same filters, all of them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const visit = await exportVisit(request, '/dashboard/settlements', 'settlements:read')
  if (!visit) return new Response('Not found', { status: 404 })
  const { app, actor, zone, asked } = visit
  const { filter } = readSettlementQuery(asked, zone)
  return csvDownload(csvName('settlements', actor.mode, app.clock.now()), SETTLEMENTS_HEAD, lines())

  async function* lines() {
    for await (const part of everySettlement(app, actor, filter)) yield settlementLines(part)
  }
}
