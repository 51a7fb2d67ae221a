import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { proofFile } from '@/lib/proof/addressProof'
import { getAddressProof } from '@/lib/services/invoices/getAddressProof'

/** What anybody can check without this server: the bytes as they were signed, which is why it is a file. */
export const GET = invoicesApi.file({
  summary: 'Proof of the addresses of an invoice',
  public: true,
  limit: 'public_views',
  cache: { keep: 'asked' },
  params: z.object({ id: idParam }),
  produces: ['application/json'],
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, params }) {
    const { proofs } = await getAddressProof(ctx, params.id)
    return { type: 'application/json', content: proofFile(ctx.policy.publicUrl, proofs) }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
