import { keyUse } from '@/lib/services/secrets/keyUse'
import { onInstance } from '../shared/onInstance'

/** `npm run keys:status`: what each key of the rings is still needed for, so that one can tell when an old one can go. */
await onInstance(async (app) => {
  const { peppers, encryption } = await keyUse(app)
  tell('API_KEY_PEPPER', app.env.apiKeyPeppers, peppers, 'API keys that can be used')
  tell('ENCRYPTION_KEY', app.env.encryptionKeys, encryption, 'encrypted values')
  for (const { id } of app.env.jwtSecrets.slice(1)) {
    console.log(`JWT_SECRET      ${id}: can go a day after it was the first`)
  }
  for (const { id } of app.env.authKeys.slice(1)) {
    console.log(`AUTH_SECRET     ${id}: can go a week after it was the first`)
  }
})

function tell(
  name: string,
  ring: readonly { id: string }[],
  uses: ReadonlyMap<string, number>,
  what: string,
): void {
  for (const [place, { id }] of ring.entries()) {
    const count = uses.get(id) ?? 0
    const verdict = place === 0 ? ' (writes)' : count === 0 ? ': can go' : ': must stay'
    console.log(`${name.padEnd(15)} ${id}: ${count} ${what}${verdict}`)
  }
  for (const [id, count] of uses) {
    if (!ring.some((one) => one.id === id))
      console.log(`${name.padEnd(15)} ${id}: ${count} ${what}, and it is GONE`)
  }
}
