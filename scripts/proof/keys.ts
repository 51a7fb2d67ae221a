import { readEnv } from '@/lib/env'
import { jwksOf } from '@/lib/signing/jwks'
import { createSigner } from '@/lib/signing/signer'
import { run } from './shared'

await run(() => {
  const env = readEnv()
  const { keys } = createSigner(env.signingKeys, env.retiredSigningKeys)
  console.log(JSON.stringify(jwksOf(keys), null, 2))
  const parts = keys.map(({ id, x }) => `${id}:${Buffer.from(x, 'base64url').toString('hex')}`)
  console.log(
    `\nFor SIGNING_RETIRED_KEYS, once the private key is taken out of SIGNING_KEY:\n  ${parts.join('\n  ')}`,
  )
  return Promise.resolve()
})
