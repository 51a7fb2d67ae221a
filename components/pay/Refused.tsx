import { Message } from '@/components/ui/Message'

/** F8: an address that does not derive again from the merchant's terms is never shown. */
export function Refused() {
  return (
    <Message title="Please do not pay this invoice">
      <p>
        Its payment address could not be verified against the merchant’s own terms, so this page does not show
        it. Do not send anything to an address that you noted earlier.
      </p>
      <p>Please contact the merchant. Those who run this checkout can see the fault in their log.</p>
    </Message>
  )
}
