import { sessionCookie } from '@/lib/auth/sessionToken'
import type { DemoDescription } from './description'
import { step } from './output'

/** Signs the demo's merchant in as a browser would, so that what is printed is known to work. */
export function signInOnce({ baseUrl, merchant }: DemoDescription): Promise<void> {
  return step(
    'the merchant signs in',
    async () => {
      const asked = await fetch(`${baseUrl}/api/auth/csrf`)
      const { csrfToken } = (await asked.json()) as { csrfToken: string }
      const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
        method: 'POST',
        headers: { cookie: cookiesOf(asked) },
        body: new URLSearchParams({ csrfToken, email: merchant.email, password: merchant.password }),
        redirect: 'manual',
      })
      const cookies = cookiesOf(answer)
      if (!cookies.includes(sessionCookie(baseUrl).name)) throw new Error(`Signing in: ${answer.status}`)
      const page = await fetch(`${baseUrl}/account`, { headers: { cookie: cookies }, redirect: 'manual' })
      if (!(await page.text()).includes(merchant.email)) throw new Error(`GET /account: ${page.status}`)
    },
    () => merchant.email,
  )
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
