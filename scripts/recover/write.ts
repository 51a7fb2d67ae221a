import path from 'node:path'
import { createApp } from '@/lib/server/app'
import { readEnv } from '@/lib/env'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { writePrivateJson } from '@/scripts/local/secrets'

/**
 * `npm run recovery-file -- MERCHANT [FILE]`: writes a merchant's recovery file as of now. To be given out again after each
 * change of treasury or fee (F1).
 */
async function main(): Promise<void> {
  const [merchantId, file = `recovery-${merchantId}.json`] = process.argv.slice(2)
  if (!merchantId) throw new Error('npm run recovery-file -- MERCHANT [FILE]')
  const app = createApp(readEnv())
  try {
    const out = path.resolve(file)
    await writePrivateJson(out, await recoveryFile(app, merchantId))
    console.log(`recovery file  ${out}   (keep it apart from this server)`)
  } finally {
    await app.pool.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
