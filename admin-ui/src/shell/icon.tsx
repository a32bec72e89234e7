import Neutral from '@mui/icons-material/ViewListOutlined'
import type { SvgIconProps } from '@mui/material'
import { icons } from './icons.ts'

export interface IconProps extends SvgIconProps {
  /** A Material symbol's name; one that is not among ours gets the neutral one. */
  readonly name?: string | undefined
}

export function Icon({ name, ...rest }: IconProps) {
  const Found = (name && icons[name]) || Neutral
  return <Found fontSize="small" aria-hidden {...rest} />
}
