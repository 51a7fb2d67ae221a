/** Links that open a page in the browser of a wallet's app, where the wallet is at hand; from a computer they say how to get the app. */
export function appLinks(page: string): { name: string; href: string }[] {
  const url = encodeURIComponent(page)
  return [
    { name: 'MetaMask', href: `https://link.metamask.io/dapp/${page.replace(/^https?:\/\//, '')}` },
    { name: 'Trust Wallet', href: `https://link.trustwallet.com/open_url?coin_id=60&url=${url}` },
    { name: 'Coinbase Wallet', href: `https://go.cb-w.com/dapp?cb_url=${url}` },
  ]
}
