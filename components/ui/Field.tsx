const CONTROL =
  'w-full rounded-lg border border-line-strong bg-surface text-base text-ink aria-invalid:border-(--bad) sm:text-sm'

export type FieldProps = {
  name: string
  label: string
  hint?: string
  error?: string | null
  /** Shown beside the label; in the words given, or in English. */
  optional?: boolean | string
  /** Unlike its name where a page has two of it. */
  id?: string
}

type Described = { id: string; name: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }

/** A labelled control with its hint and its error, which screen readers read with it. */
function Labelled({
  label,
  hint,
  error,
  optional,
  children,
  ...rest
}: FieldProps & { children: (to: Described) => React.ReactNode }) {
  const id = rest.id ?? rest.name
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && (
          <span className="font-normal text-muted"> {optional === true ? '(optional)' : optional}</span>
        )}
      </label>
      {children({
        id,
        name: rest.name,
        'aria-invalid': Boolean(error),
        'aria-describedby': described || undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm/5 text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} data-tone="bad" className="text-sm/5 font-medium text-tone">
          {error}
        </p>
      )}
    </div>
  )
}

type InputProps = FieldProps & Omit<React.ComponentProps<'input'>, keyof FieldProps> & { unit?: string }

/** A line of text, a number or a date; `unit` stands behind what is typed. */
export function TextField({ name, label, hint, error, optional, id, unit, ...rest }: InputProps) {
  return (
    <Labelled {...{ name, label, hint, error, optional, id }}>
      {(to) => (
        <span className="relative block">
          <input {...rest} {...to} className={`${CONTROL} h-11 px-3 lg:h-10 ${unit ? 'pe-14' : ''}`} />
          {unit && (
            <span
              aria-hidden="true"
              className="absolute inset-y-0 end-3 flex items-center text-sm text-muted"
            >
              {unit}
            </span>
          )}
        </span>
      )}
    </Labelled>
  )
}

/** A file of one of some types. */
export function FileField({
  name,
  label,
  hint,
  error,
  optional,
  id,
  accept,
}: FieldProps & { accept: string }) {
  return (
    <Labelled {...{ name, label, hint, error, optional, id }}>
      {(to) => (
        <input
          {...to}
          type="file"
          accept={accept}
          className={`${CONTROL} min-h-11 px-3 py-2 file:mr-3 file:rounded-md file:border-0 file:bg-raised file:px-3 file:py-1 file:text-sm file:font-medium file:text-ink`}
        />
      )}
    </Labelled>
  )
}

type AreaProps = FieldProps & Omit<React.ComponentProps<'textarea'>, keyof FieldProps>

export function TextArea({ name, label, hint, error, optional, id, ...rest }: AreaProps) {
  return (
    <Labelled {...{ name, label, hint, error, optional, id }}>
      {(to) => <textarea rows={3} {...rest} {...to} className={`${CONTROL} px-3 py-2`} />}
    </Labelled>
  )
}

type SelectProps = FieldProps & {
  options: readonly { value: string; label: string }[]
  defaultValue?: string
}

export function SelectField({ name, label, hint, error, optional, id, options, defaultValue }: SelectProps) {
  return (
    <Labelled {...{ name, label, hint, error, optional, id }}>
      {(to) => (
        <select {...to} defaultValue={defaultValue} className={`${CONTROL} h-11 px-2.5 lg:h-10`}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}
