import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { artifactFiles } from './artifacts'

// Compiles contracts/ into contracts/artifacts/, which is checked in: nobody needs the compiler to run the checkout.
for (const { file, text } of artifactFiles()) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(path.relative(process.cwd(), file))
}
