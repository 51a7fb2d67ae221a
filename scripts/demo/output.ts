/** Short lines for people; colour only where a terminal shows them. */
const coloured = process.stdout.isTTY && !process.env.NO_COLOR

const CODES = { bold: 1, red: 31, green: 32, grey: 90 }
const paint = (code: keyof typeof CODES, text: string) =>
  coloured ? `\u001B[${CODES[code]}m${text}\u001B[0m` : text

export const heading = (text: string) => console.log(`\n${paint('bold', text)}`)
export const note = (text: string) => console.log(paint('grey', `    ${text}`))
export const fact = (name: string, value: string) => console.log(`  ${name.padEnd(16)}${value}`)

/** Runs one step and prints its outcome with the time it took; the error of a step that failed goes on to the caller. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  detail?: (result: T) => string,
): Promise<T> {
  const started = performance.now()
  try {
    const result = await work()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const told = detail?.(result)
    console.log(
      `  ${paint('green', '✓')} ${name}${told ? `: ${told}` : ''} ${paint('grey', `(${seconds} s)`)}`,
    )
    return result
  } catch (error) {
    console.log(`  ${paint('red', '✗')} ${name}`)
    throw error
  }
}
