import type { ManifestField } from '@guildhall/sdk/manifest'
import { Alert, AlertTitle, Link } from '@mui/material'
import { useEffect, useRef } from 'react'
import { useTranslate, ValidationError } from 'react-admin'
import { useFormContext, useFormState } from 'react-hook-form'

interface Problem {
  readonly path: string
  readonly message: string
}

/** After a save that was refused: what is wrong, in one place that has the focus, each a way to its field. */
export function ErrorSummary({ fields }: { readonly fields: readonly ManifestField[] }) {
  const translate = useTranslate()
  const { setFocus, getFieldState } = useFormContext()
  const { errors, submitCount, isSubmitting } = useFormState()
  const problems = problemsIn(errors)
  const box = useRef<HTMLDivElement>(null)
  const isShown = submitCount > 0 && problems.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every refused save, not for every letter typed after it
  useEffect(() => {
    if (isShown && !isSubmitting) box.current?.focus()
  }, [submitCount, isSubmitting])
  if (!isShown) return null
  const labelOf = (path: string) => fields.find(({ name }) => name === path || name === path.split('.')[0])?.label
  return (
    <Alert ref={box} severity="error" tabIndex={-1} role="alert" sx={{ mb: 2, '& ul': { m: 0, pl: 2 } }}>
      <AlertTitle>{translate('records.form.refused', { smart_count: problems.length })}</AlertTitle>
      <ul>
        {problems.map(({ path, message }) => {
          const label = labelOf(path)
          return (
            <li key={path}>
              {label && getFieldState(path) && (
                <>
                  <Link
                    component="button"
                    type="button"
                    color="inherit"
                    sx={{ verticalAlign: 'baseline', font: 'inherit', fontWeight: 600 }}
                    onClick={() => setFocus(path)}
                  >
                    {translate(label)}
                  </Link>
                  {': '}
                </>
              )}
              <ValidationError error={message} />
            </li>
          )
        })}
      </ul>
    </Alert>
  )
}

/** react-hook-form keeps errors in the shape of the values: nested, with a type where one is. */
function problemsIn(errors: object, root = ''): Problem[] {
  return Object.entries(errors).flatMap(([name, error]: [string, unknown]) => {
    if (typeof error !== 'object' || error === null) return []
    const path = root ? `${root}.${name}` : name
    const { message, type } = error as { message?: unknown; type?: unknown }
    if (typeof message === 'string' && message !== '' && typeof type === 'string') return [{ path, message }]
    return name === 'ref' ? [] : problemsIn(error, path)
  })
}
