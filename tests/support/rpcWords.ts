/** How a provider refuses a log query: in its own words, code and HTTP status. */
export type RefusalWords = {
  topics(asked: number, limit: number): Refusal
  range(limit: number, from: string): Refusal
  results(limit: number): Refusal
}

/** A JSON-RPC error; with a status it is the answer to the whole batch. */
export type Refusal = { error: { code: number; message: string; data?: unknown }; status?: number }

export const PLAIN_WORDS: RefusalWords = {
  topics: () => failure(-32_602, 'exceed max topics'),
  range: (limit) => failure(-32_000, `exceed maximum block range: ${limit}`),
  results: (limit) => failure(-32_005, `query returned more than ${limit} results`),
}

/** Since 2025; before, topics alone were limited, in the words above. */
export const GETH_WORDS: RefusalWords = {
  ...PLAIN_WORDS,
  topics: () => failure(-32_000, 'exceed max addresses or topics per search position'),
}

export const INFURA_WORDS: RefusalWords = {
  topics: (asked, limit) =>
    failure(-32_602, `This query contains ${asked} filters. The current limit is ${limit}.`),
  range: (limit) => failure(-32_602, `range 1000000 exceeds limit of ${limit}`),
  results: (limit) => ({
    error: {
      code: -32_005,
      message: `query returned more than ${limit} results. Try with this block range [0xBDE5F8, 0x102DBCC].`,
      data: { from: '0xBDE5F8', to: '0x102DBCC', limit },
    },
  }),
}

const ALCHEMY_SIZE =
  'Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response ' +
  'size, or you can request any block range with a cap of 10K logs in the response. Based on your parameters and the ' +
  'response size limit, this block range should work: [0x0, 0x1b]'

export const ALCHEMY_WORDS: RefusalWords = {
  ...GETH_WORDS,
  range: () => failure(-32_602, ALCHEMY_SIZE),
  results: () => failure(-32_602, ALCHEMY_SIZE),
}

/** Its free plan refuses with an HTTP status, the whole batch at once. */
export const ALCHEMY_FREE_WORDS: RefusalWords = {
  ...ALCHEMY_WORDS,
  range: (limit, from) => ({
    ...failure(
      -32_600,
      `Under the Free tier plan, you can make eth_getLogs requests with up to a ${limit} block range. Based on your parameters, ` +
        `this block range should work: [${from}, ${from}]. Upgrade to PAYG for expanded block range.`,
    ),
    status: 400,
  }),
}

export const QUICKNODE_WORDS: RefusalWords = {
  ...GETH_WORDS,
  range: (limit) => ({
    ...failure(-32_614, `eth_getLogs is limited to a ${limit.toLocaleString('en')} range`),
    status: 413,
  }),
  results: () => failure(-32_602, 'query exceeds max results 20000, retry with the range 24383075-24383096'),
}

export function failure(code: number, message: string): Refusal {
  return { error: { code, message } }
}
