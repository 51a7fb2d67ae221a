import type { Hex } from '@/lib/chains/port'

/** One aggregator contract, told by its proxy's address. */
export type Feed = {
  base: string
  quote: 'USD'
  address: Hex
  /** It answers anew at least this often, in seconds; sooner when the price moves. */
  heartbeat: number
  /** What the contract calls itself; a feed that says otherwise is not believed. */
  descriptions: readonly string[]
}

export type NetworkFeeds = {
  chainId: number
  /** On a rollup: whether its sequencer runs, without which prices stand still. */
  sequencer: Hex | null
  feeds: readonly Feed[]
}

const HOUR = 3_600
const DAY = 86_400

const feed = (base: string, address: Hex, heartbeat: number, also?: string): Feed => ({
  base,
  quote: 'USD',
  address,
  heartbeat,
  descriptions: [`${base} / USD`, ...(also ? [`${also} / USD`] : [])],
})

/** Chainlink's price feeds of the networks that can be opened, by network. POL's feeds may still bear its name of before. */
export const FEEDS: Readonly<Record<string, NetworkFeeds>> = {
  ethereum: {
    chainId: 1,
    sequencer: null,
    feeds: [
      feed('ETH', '0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419', HOUR),
      feed('USDC', '0x8fFfFfd4AfB6115b954Bd326cbe7B4BA576818f6', DAY),
      feed('USDT', '0x3E7d1eAB13ad0104d2750B8863b489D65364e32D', DAY),
      feed('DAI', '0xAed0c38402a5d19df6E4c03F4E2DceD6e29c1ee9', HOUR),
      feed('BNB', '0x14e613AC84a31f709eadbdF89C6CC390fDc9540A', DAY),
      feed('AVAX', '0xFF3EEb22B5E3dE6e705b44749C2559d704923FD7', DAY),
      feed('EUR', '0xb49f677943BC038e9857d61E7d053CaA2C1734C1', DAY),
      feed('GBP', '0x5c0Ab2d9b5a7ed9f470386e82BB36A3613cDd4b5', DAY),
      feed('CHF', '0x449d117117838fFA61263B61dA6301AA2a88B13A', DAY),
      feed('JPY', '0xBcE206caE7f0ec07b545EddE332A47C2F75bbeb3', DAY),
      feed('CAD', '0xa34317DB73e77d453b1B8d04550c44D10e981C8e', DAY),
      feed('AUD', '0x77F9710E7d0A19669A13c055F62cd80d313dF022', DAY),
    ],
  },
  base: {
    chainId: 8_453,
    sequencer: '0xBCF85224fc0756B9Fa45aA7892530B47e10b6433',
    feeds: [
      feed('ETH', '0x71041dddad3595F9CEd3DcCFBe3D1F4b0a16Bb70', HOUR),
      feed('USDC', '0x7e860098F58bBFC8648a4311b374B1D669a2bc6B', DAY),
      feed('USDT', '0xf19d560eB8d2ADf07BD6D13ed03e1D11215721F9', DAY),
      feed('DAI', '0x591e79239a7d679378eC8c847e5038150364C78F', DAY),
    ],
  },
  arbitrum: {
    chainId: 42_161,
    sequencer: '0xFdB631F5EE196F0ed6FAa767959853A9F217697D',
    feeds: [
      feed('ETH', '0x639Fe6ab55C921f74e7fac1ee960C0B6293ba612', DAY),
      feed('USDC', '0x50834F3163758fcC1Df9973b6e91f0F0F0434aD3', DAY),
      feed('USDT', '0x3f3f5dF88dC9F13eac63DF89EC16ef6e7E25DdE7', DAY),
    ],
  },
  optimism: {
    chainId: 10,
    sequencer: '0x371EAD81c9102C9BF4874A9075FFFf170F2Ee389',
    feeds: [
      feed('ETH', '0x13e3Ee699D1909E989722E753853AE30b17e08c5', HOUR),
      feed('USDC', '0x16a9FA2FDa030272Ce99B29CF780dFA30361E0f3', DAY),
      feed('USDT', '0xECef79E109e997bCA29c1c0897ec9d7b03647F5E', DAY),
    ],
  },
  polygon: {
    chainId: 137,
    sequencer: null,
    feeds: [
      feed('POL', '0xAB594600376Ec9fD91F8e885dADF0CE036862dE0', HOUR, 'MATIC'),
      feed('ETH', '0xF9680D99D6C9589e2a93a78A04A279e509205945', HOUR),
      feed('USDC', '0xfE4A8cc5b5B2366C1B58Bea3858e81843581b2F7', DAY),
      feed('USDT', '0x0A6513e40db6EB1b165753AD52E80663aeA50545', DAY),
    ],
  },
  bsc: {
    chainId: 56,
    sequencer: null,
    feeds: [
      feed('BNB', '0x0567F2323251f0Aab15c8dFb1967E4e8A7D42aeE', HOUR),
      feed('USDC', '0x51597f405303C4377E36123cBc172b13269EA163', DAY),
      feed('USDT', '0xB97Ad0E74fa7d920791E90258A6E2085088b4320', DAY),
    ],
  },
  avalanche: {
    chainId: 43_114,
    sequencer: null,
    feeds: [
      feed('AVAX', '0x0A77230d17318075983913bC2145DB16C7366156', DAY),
      feed('USDC', '0xF096872672F44d6EBA71458D74fe67F9a77a23B9', DAY),
      feed('USDT', '0xEBE676ee90Fe1112671f19b6B7459bC678B67e8a', DAY),
    ],
  },
}
