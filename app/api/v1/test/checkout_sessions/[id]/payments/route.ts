import { z } from 'zod'
import { idParam, text } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentSession } from '@/lib/http/sessions/presentSession'
import { sessionAnswer } from '@/lib/http/sessions/sessionSchemas'
import { playSession } from '@/lib/services/sessions/playSession'
import { TEST_PAYMENT_KINDS } from '@/lib/services/testmode/steps'

const kind = z.enum(TEST_PAYMENT_KINDS, { error: `must be one of ${TEST_PAYMENT_KINDS.join(', ')}` })

export const POST = sessionsApi.route({
  summary: 'Simulate a payment of a test session',
  scopes: ['sessions:write'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: z.object({
    kind: kind.optional().meta({ default: 'exact' }),
    token: text(1, 20).nullish(),
    wait: z.boolean({ error: 'must be true or false' }).optional().meta({ default: true }),
  }),
  example: { kind: 'exact' },
  bodyOptional: true,
  response: sessionAnswer,
  errors: ['TEST_MODE_ONLY', 'TEST_INVOICE_BUSY', 'TEST_INVOICE_FULL'],
  async handler({ ctx, actor, params, body }) {
    const asked = { kind: body.kind ?? 'exact', token: body.token ?? null, wait: body.wait ?? true }
    return presentSession(await playSession(ctx, actor, params.id, asked), ctx.policy)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ POST })
