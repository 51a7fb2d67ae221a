import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { clientOf } from '@/app/(auth)/client'
import { tellNextAuth } from '@/lib/env'
import { getApp } from '@/lib/server/app'
import { authOptions } from './options'

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's own endpoints: session, csrf, sign-in and sign-out. Pages use server actions, which make the same cookie. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const app = getApp()
  tellNextAuth(app.env)
  return (await NextAuth(request, context, authOptions(app, clientOf))) as Response
}

export { handler as GET, handler as POST }
