'use client'

import { Button } from '@/components/ui/Button'

/** Opens the browser's own dialog; without a script its menu does. */
export function PrintButton() {
  return (
    <Button type="button" kind="primary" className="scripted" onClick={() => window.print()}>
      Print
    </Button>
  )
}
