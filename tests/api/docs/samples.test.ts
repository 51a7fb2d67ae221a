import { describe, expect, it } from 'vitest'
import { ENDPOINTS } from '@/lib/docs/reference/openapi'
import { exampleRequest, variablesOf } from '@/lib/docs/reference/request'
import { snippetsOf } from '@/lib/docs/reference/snippets'
import { LANGUAGES } from '@/lib/docs/samples'
import { canRun, runSample } from './runSample'
import { documentedInstance, WITHOUT_CHAIN } from './world'

// Some can be run once, such as registering: each language has an instance to itself.
const instances = await Promise.all(
  LANGUAGES.map(async (language) => ({ language, instance: await documentedInstance() })),
)

const EXAMPLES = ENDPOINTS.map((endpoint) => ({
  name: `${endpoint.method} ${endpoint.path}`,
  endpoint,
})).filter(({ name }) => !WITHOUT_CHAIN.includes(name))

describe.each(instances)('the examples of the reference in $language', ({ language, instance }) => {
  it.skipIf(!canRun(language)).each(EXAMPLES)('$name works as it is written', async ({ name, endpoint }) => {
    const request = exampleRequest(endpoint, instance.base)
    const sample = snippetsOf(request).find((one) => one.language === language)
    if (!sample) throw new Error(`no example in ${language}`)
    const printed = await runSample(sample, await instance.variables(name, variablesOf(request)))
    // curl and streams print no status; they end with an error where it is not 2xx.
    const printsStatus = language !== 'sh' && request.answers !== 'stream'
    expect(printed).toMatch(printsStatus ? /^20\d / : /^/)
  })
})
