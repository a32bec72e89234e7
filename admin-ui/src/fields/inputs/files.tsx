import { Box, FormHelperText, Typography } from '@mui/material'
import { type ClipboardEvent, type DragEvent, useId, useRef, useState } from 'react'
import { InputHelperText, useInput, useNotify, useResourceContext, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { Choose } from '../files/choose.tsx'
import { type StoredFile, useFiles, useSizeText } from '../files/file.ts'
import { Gallery } from '../files/gallery.tsx'
import { acceptOf, refusalOf } from '../files/judge.ts'
import { StoredRow, UploadRow } from '../files/rows.tsx'
import { useUploads } from '../files/use-uploads.ts'
import { Versions } from '../files/versions.tsx'
import type { InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'

/** Files of a record: chosen, dropped, pasted, or taken with the camera; each is on its way at once, and part of the record when it is saved. */
export function FilesInput({ field, source, isDisabled = false }: InputProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const resource = useResourceContext()
  const words = useFieldWords(field)
  const size = useSizeText()
  const label = useId()
  const [isOver, setOver] = useState(false)
  const busy = useRef(false)
  const target = field.target ?? ''
  const most = Number(field.limits?.['maxItems'] ?? 20)
  const {
    field: input,
    fieldState: { error, invalid },
    id,
  } = useInput({
    source,
    defaultValue: [],
    validate: [...requiredOnly(field), () => (busy.current ? 'files.wait' : undefined)],
    format: (value) => value ?? [],
    parse: (value) => value,
  })
  const ids = input.value as readonly string[]
  const current = useRef(ids)
  current.current = ids
  const put = (next: readonly string[]) => {
    current.current = next
    input.onChange(next)
  }
  const replace = (old: string, file: StoredFile) => put(current.current.map((one) => (one === old ? file.id : one)))
  const stored = (file: StoredFile, replaces?: string) => {
    if (replaces !== undefined && current.current.includes(replaces)) replace(replaces, file)
    else put(most === 1 ? [file.id] : [...current.current, file.id])
  }
  const [versionsOf, setVersionsOf] = useState<StoredFile | null>(null)
  const { uploads, isBusy, add, retry, stop } = useUploads(
    { tenant: tenant.slug, target, field: `${resource}.${field.name}` },
    stored,
  )
  busy.current = isBusy
  const { files } = useFiles(target, ids)

  function isFit(file: File): boolean {
    const refusal = refusalOf(file, field)
    if (refusal)
      notify(
        translate(refusal, { name: file.name, most: size(field.maxBytes ?? 0), accept: field.accept?.join(', ') }),
        { type: 'error' },
      )
    return refusal === null
  }

  function take(given: readonly File[]): void {
    const room = most === 1 ? 1 : most - ids.length - uploads.length
    const fit = given.filter(isFit)
    if (fit.length > room) notify(translate('files.too_many', { smart_count: most }), { type: 'error' })
    add(fit.slice(0, Math.max(0, room)))
  }

  return (
    <Box
      role="group"
      id={id}
      tabIndex={-1}
      ref={input.ref}
      aria-labelledby={label}
      onPaste={(event: ClipboardEvent) => {
        if (isDisabled || event.clipboardData.files.length === 0) return
        event.preventDefault()
        take([...event.clipboardData.files])
      }}
    >
      <Typography
        id={label}
        variant="caption"
        color={invalid ? 'error' : 'textSecondary'}
        component="p"
        sx={{ m: 0, mb: 0.5 }}
      >
        {words.label}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {files.map((file) => (
          <StoredRow
            key={file.id}
            target={target}
            file={file}
            isDisabled={isDisabled}
            onVersions={() => setVersionsOf(file)}
            onRemove={() => put(ids.filter((one) => one !== file.id))}
          />
        ))}
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onRetry={() => retry(upload)} onStop={() => stop(upload.key)} />
        ))}
      </Box>
      {versionsOf && (
        <Versions
          target={target}
          file={versionsOf}
          accept={acceptOf(field)}
          onClose={() => setVersionsOf(null)}
          {...(!isDisabled && {
            onReplace: (chosen: File) => isFit(chosen) && add([chosen], { replaces: versionsOf.id }),
            onBroughtBack: (made: StoredFile) => replace(versionsOf.id, made),
          })}
        />
      )}
      {!isDisabled && (
        <Box
          onDragOver={(event: DragEvent) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event: DragEvent) => {
            event.preventDefault()
            setOver(false)
            take([...event.dataTransfer.files])
          }}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
            p: 1,
            border: '1px dashed',
            borderColor: isOver ? 'primary.main' : invalid ? 'error.main' : 'divider',
            borderRadius: 1,
            bgcolor: isOver ? 'action.hover' : undefined,
          }}
        >
          <Choose field={field} isSeveral={most > 1} onFiles={take} />
        </Box>
      )}
      {(invalid || words.hint) && (
        <FormHelperText error={invalid}>
          <InputHelperText error={error?.message} helperText={words.hint ?? false} />
        </FormHelperText>
      )}
    </Box>
  )
}

export const files = { Input: FilesInput, Gallery }
