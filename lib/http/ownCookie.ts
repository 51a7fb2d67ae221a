/**
 * A cookie for this host and its server alone: no script reads it, and on HTTPS its name lets neither a subdomain nor an unencrypted page set
 * it. Every cookie of ours is one.
 */
export function ownCookie(name: string, publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const
}
