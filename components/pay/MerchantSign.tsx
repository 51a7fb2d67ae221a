import { Logo } from '@/components/ui/Logo'

type Props = { logo: { url: string; width: number; height: number } | null; merchant: string }

/** The merchant's logo, on white in either theme: most are drawn for it. Without one, the first letter of the name. */
export function MerchantSign({ logo, merchant }: Props) {
  if (!logo) {
    return (
      <span
        aria-hidden="true"
        className="flex size-7 items-center justify-center rounded-lg bg-action text-xs font-semibold text-on-action"
      >
        {merchant.slice(0, 1).toUpperCase()}
      </span>
    )
  }
  return (
    <span className="flex h-10 max-w-40 items-center justify-center rounded-lg border border-line bg-white p-1">
      <Logo {...logo} alt="" />
    </span>
  )
}
