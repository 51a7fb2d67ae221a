import { CopyButton } from '@/components/pay/CopyButton'
import { QrCode } from '@/components/pay/QrCode'
import { ButtonLink } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'

type Props = { payLink: string; open: boolean; isTest: boolean }

/** The page that the customer pays on: to be sent, shown or tried. */
export function PayLinkCard({ payLink, open, isTest }: Props) {
  return (
    <Card id="pay-link" title={isTest ? 'Pay page, with a panel for test payments' : 'Pay page'}>
      <div className="flex flex-wrap items-center gap-5">
        <div className="flex min-w-0 grow basis-64 flex-col gap-3">
          <p className="rounded-lg border border-line bg-raised px-3 py-2.5 font-mono text-[0.8125rem]/5 break-all select-all">
            {payLink}
          </p>
          <div className="flex flex-wrap gap-2">
            <span className="flex">
              <CopyButton text={payLink} what="the pay link" />
            </span>
            <ButtonLink href={payLink} target="_blank" prefetch={false} className="lg:min-h-11">
              {isTest ? 'Open and play a payment' : 'Open'}
              <span className="sr-only">, in a new tab</span>
            </ButtonLink>
          </div>
        </div>
        {open && (
          <div className="mx-auto size-36 shrink-0 rounded-xl border border-line bg-white p-2">
            <QrCode text={payLink} label="QR code of the pay link" />
          </div>
        )}
      </div>
    </Card>
  )
}
