import type { Metadata } from 'next'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { LinkForm } from '@/components/dashboard/LinkForm'
import { SessionTable } from '@/components/dashboard/LinkTable'
import { PageHead } from '@/components/dashboard/PageHead'
import { CopyButton } from '@/components/pay/CopyButton'
import { QrCode } from '@/components/pay/QrCode'
import { Badge } from '@/components/ui/Badge'
import { ButtonLink, buttonClass } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { Confirm } from '@/components/ui/Confirm'
import { EmptyState } from '@/components/ui/EmptyState'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { ASKING_CHOICES, valuesOf } from '@/lib/dashboard/linkForm'
import { linkBadge, linkLine, sessionLine } from '@/lib/dashboard/linkLines'
import { linkQrUrl, linkUrl } from '@/lib/http/sessions/presentLink'
import { getLink } from '@/lib/services/links/getLink'
import { listSessions } from '@/lib/services/sessions/listSessions'
import { endLink, saveLink, switchLink } from '../actions'

export const metadata: Metadata = { title: 'Payment link' }

const MOST_SESSIONS = 50

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const SAID: Record<string, string> = {
  made: 'The link is ready. Copy its address, or print its code.',
  saved: 'Saved, for the sessions that begin from now on.',
  on: 'The link is active.',
  off: 'The link is inactive: who opens it is told so.',
}

export default async function PaymentLink({ params, searchParams }: Props) {
  const { id } = await params
  const asked = await searchParams
  const { app, actor, session, zone, may } = await visit(`/dashboard/payment-links/${id}`)
  const link = await found(getLink(app, actor, id))
  const sessions = await listSessions(app, actor, { limit: MOST_SESSIONS, startingAfter: null, linkId: id })
  const line = linkLine(link, app.policy.publicUrl)
  const badge = linkBadge(link)
  const said = typeof asked.did === 'string' ? SAID[asked.did] : undefined
  const mayWrite = may('links:write')
  return (
    <>
      {said && <Notice tone="good">{said}</Notice>}
      <PageHead
        back={{ href: '/dashboard/payment-links', label: 'Payment links' }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            {link.title}
            <Badge tone={badge.tone}>{badge.label}</Badge>
          </span>
        }
        lead={
          <p className="figures">
            {line.amount} · {line.uses}
          </p>
        }
        actions={
          mayWrite && (
            <>
              <form action={switchLink}>
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="active" value={link.active ? 'no' : 'yes'} />
                <SubmitButton kind="plain">{link.active ? 'Deactivate' : 'Activate'}</SubmitButton>
              </form>
              <Confirm
                trigger="Delete"
                title="Delete this link?"
                text="Who opens it finds nothing any more, and its address is never given away again. Its sessions and their payments stay."
                confirm="Delete the link"
                dismiss="Keep it"
                action={endLink}
                hidden={{ id }}
                href="?confirm=delete"
                asked={asked.confirm === 'delete'}
              />
            </>
          )
        }
      />
      <Card id="address" title="Address">
        <div className="flex flex-wrap items-center gap-5">
          <div className="flex min-w-0 grow basis-64 flex-col gap-3">
            <p className="rounded-lg border border-line bg-raised px-3 py-2.5 font-mono text-[0.8125rem]/5 break-all select-all">
              {line.url}
            </p>
            <div className="flex flex-wrap gap-2">
              <span className="flex">
                <CopyButton text={line.url} what="the link" />
              </span>
              <a
                href={line.url}
                target="_blank"
                rel="noreferrer"
                className={buttonClass('plain', 'lg:min-h-11')}
              >
                Open
                <span className="sr-only">, in a new tab</span>
              </a>
              <ButtonLink href={`/dashboard/payment-links/${id}/print`} className="lg:min-h-11">
                Print the code
              </ButtonLink>
              <a
                href={`${linkQrUrl('', link.slug)}?format=svg`}
                download={`${link.slug}.svg`}
                className={buttonClass('plain', 'lg:min-h-11')}
              >
                Download it
              </a>
            </div>
          </div>
          <div className="mx-auto size-36 shrink-0 rounded-xl border border-line bg-white p-2">
            <QrCode text={line.url} label="QR code of the link" />
          </div>
        </div>
      </Card>
      <Card id="sessions" title="Sessions" flush>
        {sessions.rows.length > 0 ? (
          <SessionTable lines={sessions.rows.map(sessionLine)} zone={zone} />
        ) : (
          <EmptyState title="Nobody has opened it yet">
            Whoever opens the link begins a session, which is shown here.
          </EmptyState>
        )}
      </Card>
      {mayWrite && (
        <Card id="edit" title="Edit">
          <div className="max-w-2xl">
            <LinkForm
              action={saveLink}
              mode={session.mode}
              values={valuesOf(link)}
              currency={link.currency}
              asking={ASKING_CHOICES}
              id={id}
              base={linkUrl(app.policy.publicUrl, '')}
            />
          </div>
        </Card>
      )}
    </>
  )
}
