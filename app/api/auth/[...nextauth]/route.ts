import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { clientOf } from '@/app/(auth)/client'
import { tellNextAuth } from '@/lib/env'
import { getApp } from '@/lib/server/app'
import { guarded, withSecurity } from './guard'
import { authOptions } from './options'

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's own endpoints: session, csrf, sign-in and sign-out. Pages use server actions, which make the same cookie. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const app = getApp()
  const { publicUrl } = app.env
  tellNextAuth(app.env)
  const { nextauth } = await context.params
  const asked = await guarded(request, nextauth[0], publicUrl)
  if (asked instanceof Response) return withSecurity(asked, publicUrl)
  const answer = (await NextAuth(asked, context, authOptions(app, clientOf))) as Response
  return withSecurity(answer, publicUrl)
}

export { handler as GET, handler as POST }
