/** What begins a session: a link, or an amount of its own. In the domain's terms. */
export type SessionInput = {
  /** Null for one of its own. */
  linkId: string | null
  /** Hundredths of the currency; asked for without a link, and where its customer chooses. */
  amount: { hundredths: bigint; currency: string } | null
  title: string | null
  description: string | null
  /** Null where none was given. */
  metadata: Readonly<Record<string, string>> | null
  /** They override the link's. */
  successUrl: string | null
  cancelUrl: string | null
  /** Whoever opened the link, and by what their browser is known, if by anything; null for who asks with a key. */
  visit: { visitor: string | null } | null
  customer: { email: string | null; name: string | null; note: string | null }
}
