import { NextResponse, type NextRequest } from 'next/server'
import { chooseLocale } from '@/lib/i18n/chooseLocale'
import { isLocale, UNTRANSLATED, type Locale } from '@/lib/i18n/locales'
import { isTranslated, LOCALE_COOKIE, PAGE_LOCALE, PAGE_SEARCH } from '@/lib/i18n/page'
import { PAGE_METHOD, PAGE_PATH, PAGE_VISITOR, VISITOR } from '@/lib/http/pageMethod'

// oxlint-disable-next-line node/no-process-env -- Next replaces it while building
const developing = process.env.NODE_ENV === 'development'

/** Leads who opens a link twice to the session that they have begun, and knows nothing of them but that (ADR 0040). */
const VISITOR_COOKIE = 'link-visitor'
const VISITOR_OPTIONS = { path: '/l', httpOnly: true, sameSite: 'lax', maxAge: 15 * 60 } as const

/** The language that was chosen; it is no secret, and outlives a visit. */
const LOCALE_OPTIONS = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 365 * 24 * 3600 } as const

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
  headers.set(PAGE_SEARCH, request.nextUrl.search)
  headers.set(PAGE_LOCALE, localeOf(request))

  const known = request.cookies.get(VISITOR_COOKIE)?.value ?? ''
  const visitor = VISITOR.test(known) ? known : crypto.randomUUID().replaceAll('-', '')
  headers.set(PAGE_VISITOR, visitor)

  const response = NextResponse.next({ request: { headers } })
  const secure = request.nextUrl.protocol === 'https:' || headers.get('x-forwarded-proto') === 'https'
  if (request.nextUrl.pathname.startsWith('/l/')) {
    response.cookies.set(VISITOR_COOKIE, visitor, { ...VISITOR_OPTIONS, secure })
  }
  const chosen = request.nextUrl.searchParams.get('lang')
  if (isTranslated(request.nextUrl.pathname) && isLocale(chosen)) {
    response.cookies.set(LOCALE_COOKIE, chosen, { ...LOCALE_OPTIONS, secure })
  }
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  // Whoever knows a pay link can see the invoice: other sites are not told it.
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  return response
}

/** The language of a customer's page; every other page is in English. */
function localeOf({ nextUrl, cookies, headers }: NextRequest): Locale {
  if (!isTranslated(nextUrl.pathname)) return UNTRANSLATED
  return chooseLocale({
    lang: nextUrl.searchParams.get('lang'),
    cookie: cookies.get(LOCALE_COOKIE)?.value ?? null,
    acceptLanguage: headers.get('accept-language'),
  })
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
