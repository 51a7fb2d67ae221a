import { NextResponse, type NextRequest } from 'next/server'
import { chooseLocale } from '@/lib/i18n/chooseLocale'
import { isLocale, UNTRANSLATED, type Locale } from '@/lib/i18n/locales'
import { isTranslated, LOCALE_COOKIE, PAGE_LOCALE, PAGE_SEARCH } from '@/lib/i18n/page'
import { transportHeaders } from '@/lib/http/headers'
import { ownCookie } from '@/lib/http/ownCookie'
import { PAGE_METHOD, PAGE_PATH, PAGE_VISITOR, VISITOR } from '@/lib/http/pageMethod'
import { mustBeSameOrigin } from '@/lib/http/sameOrigin'

// oxlint-disable-next-line node/no-process-env -- Next replaces it while building
const developing = process.env.NODE_ENV === 'development'

/** Leads who opens a link twice to the session that they have begun, and knows nothing of them but that (ADR 0040). */
const VISITOR_COOKIE = 'link-visitor'
const VISIT_SECONDS = 15 * 60

/** The language that was chosen; it is no secret, and outlives a visit. */
const LOCALE_SECONDS = 365 * 24 * 3600

/**
 * Security headers of every page, with a fresh nonce for the scripts that Next writes into it. API answers carry their
 * own: this does not run for them. What another site's page sends to be done is refused, whatever it is.
 */
export function proxy(request: NextRequest): NextResponse {
  // oxlint-disable-next-line node/no-process-env -- the server's own variable, checked when it starts
  const publicUrl = process.env.PUBLIC_URL ?? ''
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set(PAGE_METHOD, request.method)
  headers.set(PAGE_PATH, request.nextUrl.pathname)
  headers.set(PAGE_SEARCH, request.nextUrl.search)
  headers.set(PAGE_LOCALE, localeOf(request, publicUrl))

  const known = request.cookies.get(ownCookie(VISITOR_COOKIE, publicUrl).name)?.value ?? ''
  const visitor = VISITOR.test(known) ? known : crypto.randomUUID().replaceAll('-', '')
  headers.set(PAGE_VISITOR, visitor)

  const response = isFromElsewhere(request, publicUrl)
    ? new NextResponse('This was sent from another site.\n', { status: 403 })
    : NextResponse.next({ request: { headers } })
  const keep = (cookie: string, value: string, maxAge: number) => {
    const { name, options } = ownCookie(cookie, publicUrl)
    response.cookies.set(name, value, { ...options, maxAge })
  }
  if (request.nextUrl.pathname.startsWith('/l/')) keep(VISITOR_COOKIE, visitor, VISIT_SECONDS)
  const chosen = request.nextUrl.searchParams.get('lang')
  if (isTranslated(request.nextUrl.pathname) && isLocale(chosen)) keep(LOCALE_COOKIE, chosen, LOCALE_SECONDS)
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  // Whoever knows a pay link can see the invoice: other sites are not told it.
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('cross-origin-resource-policy', 'same-origin')
  for (const [name, value] of Object.entries(transportHeaders(publicUrl))) response.headers.set(name, value)
  return response
}

/** Next compares origins for its actions alone, and lets pass what names none. */
function isFromElsewhere(request: NextRequest, publicUrl: string): boolean {
  try {
    mustBeSameOrigin(request, publicUrl)
    return false
  } catch {
    return true
  }
}

/** The language of a customer's page; every other page is in English. */
function localeOf({ nextUrl, cookies, headers }: NextRequest, publicUrl: string): Locale {
  if (!isTranslated(nextUrl.pathname)) return UNTRANSLATED
  return chooseLocale({
    lang: nextUrl.searchParams.get('lang'),
    cookie: cookies.get(ownCookie(LOCALE_COOKIE, publicUrl).name)?.value ?? null,
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
  // Prefetches too: nothing that a client sends may skip this.
  matcher: ['/((?!api/|_next/static|icon.svg|favicon.ico).*)'],
}
