import type { Metadata } from 'next'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { PrintButton } from '@/components/dashboard/PrintButton'
import { QrCode } from '@/components/pay/QrCode'
import { ButtonLink } from '@/components/ui/Button'
import { linkLine } from '@/lib/dashboard/linkLines'
import { getLink } from '@/lib/services/links/getLink'

export const metadata: Metadata = { title: 'Print the code' }

type Props = { params: Promise<{ id: string }> }

/** A sheet with the code, for a counter or a wall: black on white in either theme. */
export default async function PrintLink({ params }: Props) {
  const { id } = await params
  const { app, actor, session } = await visit(`/dashboard/payment-links/${id}/print`)
  const link = await found(getLink(app, actor, id))
  const line = linkLine(link, app.policy.publicUrl)
  return (
    <>
      <div className="flex flex-wrap gap-2 print:hidden">
        <ButtonLink href={`/dashboard/payment-links/${id}`}>Back</ButtonLink>
        <PrintButton />
      </div>
      <article className="mx-auto flex w-full max-w-md flex-col items-center gap-5 rounded-2xl border border-line bg-white p-8 text-center text-black">
        <p className="text-sm font-medium">{session.merchantName}</p>
        <h1 className="text-2xl/8 font-semibold tracking-tight break-words">{line.title}</h1>
        <div className="w-full max-w-72">
          <QrCode text={line.url} label={`QR code of ${line.url}`} />
        </div>
        <p className="figures text-xl font-semibold">
          {link.customerChooses ? 'You choose how much' : line.amount}
        </p>
        <p className="font-mono text-xs break-all">{line.url}</p>
        <p className="text-sm">Scan to pay in crypto</p>
      </article>
    </>
  )
}
