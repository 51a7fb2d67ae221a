export type FieldSpec = {
  name: string
  label: string
  type: 'email' | 'password' | 'text'
  /** So that password managers know what to fill in. */
  autoComplete: string
  hint?: string
  value?: string
}

/** A labelled input with its hint and its error, which screen readers read with it. */
export function Field({
  name,
  label,
  type,
  autoComplete,
  hint,
  value,
  error,
}: FieldSpec & { error: string | null }) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={type === 'password' ? undefined : value}
        aria-invalid={error !== null}
        aria-describedby={described || undefined}
        className="h-12 w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base text-ink aria-invalid:border-(--bad)"
      />
      {hint && (
        <p id={`${name}-hint`} className="text-sm/5 text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} data-tone="bad" className="text-sm/5 font-medium text-tone">
          {error}
        </p>
      )}
    </div>
  )
}

export type CheckSpec = { name: string; label: string; hint: string }

/** A box to tick, which sends `yes`, with what it means. */
export function Check({ name, label, hint, ticked }: CheckSpec & { ticked: boolean }) {
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-11 items-center gap-3 text-sm font-medium">
        <input
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={ticked}
          aria-describedby={`${name}-hint`}
          className="size-5"
        />
        {label}
      </label>
      <p id={`${name}-hint`} className="text-sm/5 text-muted">
        {hint}
      </p>
    </div>
  )
}
