import { Badge } from '@/components/ui/Badge'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { Time } from '@/components/ui/Time'
import type { NetworkCard as View, ProviderLine } from '@/lib/dashboard/instance'

/** How one network is read, and by whom. */
export function NetworkCard({ network, zone }: { network: View; zone: string }) {
  const { id, name, mode, badge, facts, providers } = network
  return (
    <Card
      id={`network-${id}`}
      title={name}
      aside={
        <span className="flex flex-wrap gap-2">
          <Badge tone="plain">{mode}</Badge>
          <Badge tone={badge.tone}>{badge.label}</Badge>
        </span>
      }
    >
      <div className="grid gap-6 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)] lg:gap-8">
        <Facts>
          {facts.map((fact) => (
            <Fact key={fact.name} name={fact.name}>
              {fact.value}
            </Fact>
          ))}
        </Facts>
        {providers.length > 0 && (
          <ol aria-label={`Providers of ${name}`} className="flex flex-col gap-3">
            {providers.map((provider) => (
              <li key={provider.key} className="rounded-lg border border-line p-4">
                <Provider provider={provider} zone={zone} />
              </li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  )
}

function Provider({ provider, zone }: { provider: ProviderLine; zone: string }) {
  const { site, place, badge, head, calls, spent, reach, trouble } = provider
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 font-medium break-all">
          {site} <span className="text-xs font-normal text-muted">{place}</span>
        </h3>
        <Badge tone={badge.tone}>{badge.label}</Badge>
      </div>
      {trouble && (
        <p className="text-sm/6">
          {trouble.text} since <Time at={trouble.since} zone={zone} seconds />.
          {trouble.retryAt && (
            <>
              {' '}
              Others go first until <Time at={trouble.retryAt} zone={zone} seconds />.
            </>
          )}
        </p>
      )}
      <dl className="grid gap-x-6 gap-y-2 text-sm/6 sm:grid-cols-3">
        <div>
          <dt className="text-muted">Its head</dt>
          <dd className="figures">{head}</dd>
        </div>
        <div>
          <dt className="text-muted">Calls today</dt>
          <dd className="figures">
            {calls}
            {spent !== null && (
              <span aria-hidden="true" className="mt-1.5 block h-1 overflow-hidden rounded-full bg-raised">
                <span className="block h-full bg-link" style={{ width: `${spent}%` }} />
              </span>
            )}
          </dd>
        </div>
        {reach && (
          <div>
            <dt className="text-muted">Asked at once</dt>
            <dd className="figures">{reach}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}
