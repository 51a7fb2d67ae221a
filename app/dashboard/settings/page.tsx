import type { Metadata } from 'next'
import { visit } from '@/app/dashboard/visit'
import { found } from '@/app/dashboard/found'
import { LogoForm } from '@/components/dashboard/LogoForm'
import { PageHead } from '@/components/dashboard/PageHead'
import { Card } from '@/components/ui/Card'
import { Logo } from '@/components/ui/Logo'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { logoPath } from '@/lib/logoPath'
import { getMerchant } from '@/lib/services/merchants/getMerchant'
import { dropLogo, uploadLogo } from './actions'

export const metadata: Metadata = { title: 'Settings' }

export default async function Settings() {
  const { app, actor, session, may } = await visit('/dashboard/settings')
  const { logo } = await found(getMerchant(app, actor))
  return (
    <>
      <PageHead title="Settings" lead="How your customers see you. It is the same in test and live mode." />
      <Card id="your-logo" title="Logo">
        <div className="flex flex-col gap-5 sm:flex-row sm:items-start sm:gap-8">
          <div
            className={`flex h-28 w-44 shrink-0 items-center justify-center rounded-lg border border-line p-3 ${logo ? 'bg-white' : 'bg-raised'}`}
          >
            {logo ? (
              <Logo
                url={logoPath(logo)}
                width={logo.width}
                height={logo.height}
                alt={`The logo of ${session.merchantName}`}
              />
            ) : (
              <p className="text-sm text-muted">No logo yet</p>
            )}
          </div>
          <div className="flex min-w-0 grow flex-col gap-4">
            <p className="text-sm/6 text-muted">
              It stands at the head of your pay pages, and in the middle of a QR code that is asked for with{' '}
              <code className="font-mono">logo=true</code>.
            </p>
            {may('merchants:write') ? (
              <>
                <LogoForm action={uploadLogo} replaces={logo !== null} />
                {logo && (
                  <form action={dropLogo} className="border-t border-line pt-4">
                    <SubmitButton kind="plain">Remove the logo</SubmitButton>
                  </form>
                )}
              </>
            ) : (
              <p className="text-sm/6 text-muted">An owner or admin of your business can change it.</p>
            )}
          </div>
        </div>
      </Card>
    </>
  )
}
