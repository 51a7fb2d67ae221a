import { connection } from 'next/server'
import { getApp } from '@/lib/server/app'
import { jwksOf } from '@/lib/signing/jwks'

/** The public keys of this instance, for everybody, from pages of other origins too. */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json(jwksOf(getApp().signer.keys), {
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' },
  })
}
