import UploadIcon from '@mui/icons-material/FileUploadOutlined'
import CameraIcon from '@mui/icons-material/PhotoCameraOutlined'
import { Button, Typography, useMediaQuery } from '@mui/material'
import { useRef } from 'react'
import { useTranslate } from 'react-admin'
import type { InputProps } from '../kind.ts'
import { useFieldWords } from '../words.ts'
import { acceptOf, takesPictures } from './judge.ts'

interface ChooseProps extends Pick<InputProps, 'field'> {
  readonly isSeveral: boolean
  onFiles(files: readonly File[]): void
}

/** The ways to name files; a camera only where there is likely to be one in the hand. */
export function Choose({ field, isSeveral, onFiles }: ChooseProps) {
  const translate = useTranslate()
  const isTouched = useMediaQuery('(pointer: coarse)')
  const isPointed = useMediaQuery('(hover: hover)')
  const [files, camera] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)]
  const words = useFieldWords(field)
  const taken = ({ target }: { target: HTMLInputElement }) => {
    onFiles([...(target.files ?? [])])
    target.value = ''
  }
  return (
    <>
      <Button size="small" variant="outlined" startIcon={<UploadIcon />} onClick={() => files.current?.click()}>
        {translate(isSeveral ? 'files.choose' : 'files.choose_one')}
      </Button>
      {isTouched && takesPictures(field) && (
        <Button size="small" variant="outlined" startIcon={<CameraIcon />} onClick={() => camera.current?.click()}>
          {translate('files.photograph')}
        </Button>
      )}
      {isPointed && (
        <Typography variant="caption" color="textSecondary">
          {translate('files.drop')}
        </Typography>
      )}
      <input
        ref={files}
        type="file"
        hidden
        multiple={isSeveral}
        accept={acceptOf(field)}
        aria-label={words.label}
        onChange={taken}
      />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={translate('files.photograph')}
        onChange={taken}
      />
    </>
  )
}
