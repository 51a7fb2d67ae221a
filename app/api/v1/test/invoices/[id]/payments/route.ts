import { z } from 'zod'
import { idParam, text } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { playedTest, presentPlayed } from '@/lib/http/invoices/presentPlayed'
import { testAmount } from '@/lib/http/invoices/testSteps'
import { playTest } from '@/lib/services/testmode/playTest'
import { stepsOf, TEST_PAYMENT_KINDS } from '@/lib/services/testmode/steps'

const kind = z.enum(TEST_PAYMENT_KINDS, { error: `must be one of ${TEST_PAYMENT_KINDS.join(', ')}` })

export const POST = invoicesApi.route({
  summary: 'Simulate a payment of a test invoice',
  scopes: ['invoices:create'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: z.object({
    kind: kind.optional().meta({ description: 'exact unless given' }),
    amount: testAmount.nullish(),
    token: text(1, 20).nullish(),
  }),
  example: { kind: 'exact' },
  bodyOptional: true,
  response: playedTest,
  errors: ['TEST_MODE_ONLY', 'TEST_INVOICE_BUSY', 'TEST_INVOICE_FULL'],
  async handler({ ctx, actor, params, body }) {
    const steps = stepsOf(body.kind ?? 'exact', body)
    return presentPlayed(await playTest(ctx, actor, params.id, steps), ctx.policy)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
