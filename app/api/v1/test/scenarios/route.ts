import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { playedTest, presentPlayed } from '@/lib/http/invoices/presentPlayed'
import { testSteps } from '@/lib/http/invoices/testSteps'
import { playTest } from '@/lib/services/testmode/playTest'

export const POST = invoicesApi.route({
  summary: 'Play steps on a test invoice, on its own clock',
  scopes: ['invoices:create'],
  idempotent: true,
  body: z.object({ invoice_id: idParam, steps: testSteps }),
  example: {
    invoice_id: '$INVOICE_ID',
    steps: [{ pay: '60%' }, { wait: '20m' }, { pay: 'rest' }],
  },
  response: playedTest,
  errors: ['TEST_MODE_ONLY', 'TEST_INVOICE_BUSY', 'TEST_INVOICE_FULL', 'NOT_FOUND'],
  async handler({ ctx, actor, body }) {
    return presentPlayed(await playTest(ctx, actor, body.invoice_id, body.steps), ctx.policy)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
