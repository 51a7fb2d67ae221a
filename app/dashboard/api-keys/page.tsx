import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { KeyTable } from '@/components/dashboard/KeyTable'
import { NewKeyForm } from '@/components/dashboard/NewKeyForm'
import { PageHead } from '@/components/dashboard/PageHead'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { Notice } from '@/components/ui/Notice'
import { Pagination } from '@/components/ui/Pagination'
import { KEY_KINDS, KEY_LIVES, keyLine } from '@/lib/dashboard/apiKeys'
import { roleMay } from '@/lib/domain/access'
import { listApiKeys } from '@/lib/services/apiKeys/listApiKeys'
import { makeKey, revokeKey } from './actions'

export const metadata: Metadata = { title: 'API keys' }

const PAGE_SIZE = 20

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ApiKeys({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, session, zone } = await visit('/dashboard/api-keys')
  const after = positionIn(app, actor, asked.cursor)
  const page = await found(listApiKeys(app, actor, { limit: PAGE_SIZE, after }))
  const next = cursorTo(app, actor, page.next)
  const mayMake = session.mode === 'test' || roleMay(session.role, 'api_keys:manage_live')
  return (
    <>
      {asked.did === 'revoked' && <Notice tone="good">The key is revoked.</Notice>}
      <PageHead
        title="API keys"
        lead={
          <p>
            Your server uses a key to make invoices and to read them. Keep it there: never in a page or an
            app.{' '}
            <a href="/api/v1/openapi.json" className="text-link underline underline-offset-4">
              The API’s description
            </a>
          </p>
        }
      />
      <Card id="new-key" title={session.mode === 'test' ? 'New test key' : 'New live key'}>
        {mayMake ? (
          <NewKeyForm
            action={makeKey}
            mode={session.mode}
            kinds={KEY_KINDS.map(({ value, label }) => ({ value, label }))}
            lives={KEY_LIVES}
          />
        ) : (
          <p>An owner or an admin makes live keys. Yours are those of test mode.</p>
        )}
      </Card>
      <Card id="keys" title="Keys" flush>
        {page.apiKeys.length > 0 ? (
          <>
            <KeyTable
              lines={page.apiKeys.map((row) => keyLine(row, app.clock.now()))}
              zone={zone}
              revoke={revokeKey}
              asked={typeof asked.revoke === 'string' ? asked.revoke : null}
            />
            <Pagination
              summary={`${page.total} ${page.total === 1 ? 'key' : 'keys'}`}
              first={after && '/dashboard/api-keys'}
              next={next && `/dashboard/api-keys?cursor=${next}`}
            />
          </>
        ) : (
          <EmptyState title="No keys yet">Make one above, and give it to your server as a secret.</EmptyState>
        )}
      </Card>
    </>
  )
}
