import { endKeysUnderPepper } from '@/lib/services/apiKeys/endKeysUnderPepper'
import { onInstance } from '../shared/onInstance'

const USAGE = `npm run keys:end -- PEPPER

Ends the API keys that still lie under this old pepper, which is all that nobody used since the rotation, so that it can be taken out of
API_KEY_PEPPER. \`npm run keys:status\` says how many there are.`

await onInstance(async (app) => {
  const [pepper, ...rest] = process.argv.slice(2)
  const [current] = app.env.apiKeyPeppers
  if (!pepper || rest.length > 0 || !current) throw new Error(USAGE)
  for (const { merchantId, hint, name } of await endKeysUnderPepper(app, pepper, current.id)) {
    console.log(`${merchantId}  ${hint}  ${name}`)
  }
})
