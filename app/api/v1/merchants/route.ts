import { createKeyHasher } from '@/lib/auth/keyHasher'
import { invoicesApi } from '@/lib/http/invoices/api'
import { NEW_MERCHANT } from '@/lib/http/invoices/examples'
import {
  createdMerchant,
  createMerchantBody,
  toFeeBps,
  toSettings,
} from '@/lib/http/invoices/merchantSchemas'
import { presentOpened } from '@/lib/http/invoices/presentMerchant'
import { openAccount } from '@/lib/services/merchants/openAccount'

export const POST = invoicesApi.route({
  summary: 'Register a merchant, where the operator lets them; its first keys are shown this once',
  public: true,
  limit: 'registrations',
  body: createMerchantBody,
  example: NEW_MERCHANT,
  response: createdMerchant,
  status: 201,
  errors: ['REGISTRATION_CLOSED', 'EMAIL_TAKEN', 'UNSUPPORTED_CURRENCY', 'UNSUPPORTED_CRYPTO_CURRENCY'],
  async handler({ ctx, app, body, request }) {
    const { registration, registrationPlans, registrationFee } = app.env
    const opened = await openAccount(
      ctx,
      {
        businessName: body.business_name,
        contactEmail: body.contact_email,
        planType: body.plan_type ?? null,
        feeBps: toFeeBps(body.settings),
        settings: toSettings(body.settings),
      },
      { open: registration === 'open', plans: registrationPlans, fee: registrationFee },
      createKeyHasher(app.env.apiKeyPeppers),
      request,
    )
    return presentOpened(opened)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
