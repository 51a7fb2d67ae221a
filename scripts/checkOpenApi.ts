// Holds the API description against the published schema of OpenAPI 3.1. `npm run verify` runs it.
import path from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'

const file = 'server/openapi.json'
const { valid, errors } = await new Validator().validate(path.resolve(import.meta.dirname, '..', file))
if (!valid) {
  console.log(`${file} is not OpenAPI 3.1:`)
  console.log(typeof errors === 'string' ? errors : JSON.stringify(errors, null, 2))
}
process.exitCode = valid ? 0 : 1
