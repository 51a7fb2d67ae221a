import { connection } from 'next/server'
import { isDomainError } from '@/lib/domain/errors'
import { getApp } from '@/lib/server/app'
import { getReceipt } from '@/lib/services/receipts/getReceipt'
import { signedText } from '@/lib/signing/signedText'

/** The signed receipt of a paid invoice, to be kept as it is: whoever has it needs this server no more. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  await connection()
  const app = getApp()
  try {
    const receipt = await getReceipt(app, (await params).id)
    return new Response(signedText(app.signer, receipt), {
      headers: {
        'content-type': 'application/json',
        'content-disposition': `attachment; filename="receipt-${receipt.invoice}.json"`,
        'cache-control': 'private, no-store, no-transform',
      },
    })
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'ADDRESS_MISMATCH') return new Response('Refused', { status: 409 })
    return new Response('Not found', { status: 404 })
  }
}
