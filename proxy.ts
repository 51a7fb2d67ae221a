import { NextResponse, type NextRequest } from 'next/server'
import { PAGE_METHOD, PAGE_PATH } from '@/lib/http/pageMethod'

// oxlint-disable-next-line node/no-process-env -- Next replaces it while building
const developing = process.env.NODE_ENV === 'development'

/**
 * Security headers of every page, with a fresh nonce for the scripts that Next writes into it. API answers carry their
 * own: this does not run for them.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(PAGE_METHOD, request.method)
  headers.set(PAGE_PATH, request.nextUrl.pathname)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  // Whoever knows a pay link can see the invoice: other sites are not told it.
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  return response
}

/** Everything comes from this origin; development needs eval and the error overlay's styles besides. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'${developing ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${developing ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)',
      missing: [{ type: 'header', key: 'next-router-prefetch' }],
    },
  ],
}
