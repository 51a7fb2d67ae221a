import type { Metadata } from 'next'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { NetworkCard } from '@/components/dashboard/NetworkCard'
import { PageHead } from '@/components/dashboard/PageHead'
import { RatesCard, SourcesCard } from '@/components/dashboard/RatesCards'
import { Badge } from '@/components/ui/Badge'
import { Notice } from '@/components/ui/Notice'
import { instancePage } from '@/lib/dashboard/instance'
import { showInstance } from '@/lib/services/operator/showInstance'

export const metadata: Metadata = { title: 'This checkout' }

/** How the instance reads its networks and where its prices come from; for whoever runs it (L2). */
export default async function Instance() {
  const { app, actor, zone } = await visit('/dashboard/instance')
  const view = await found(showInstance(app, actor))
  const { badge, networks, sources, rates, maxAge } = instancePage(view)
  return (
    <>
      <PageHead
        title="This checkout"
        lead="How its networks are read and where its prices come from. Only who runs it sees this page."
        actions={<Badge tone={badge.tone}>{badge.label}</Badge>}
      />
      {!view.database && (
        <Notice tone="bad">The database does not answer: nothing is known right now.</Notice>
      )}
      {networks.map((network) => (
        <NetworkCard key={network.id} network={network} zone={zone} />
      ))}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <SourcesCard sources={sources} maxAge={maxAge} />
        <RatesCard rates={rates} />
      </div>
    </>
  )
}
