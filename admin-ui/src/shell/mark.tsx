import { Box } from '@mui/material'

export interface MarkProps {
  readonly name: string
  readonly size?: number
  /** The address of its logo. */
  readonly logo?: string | null
}

/** A tenant's mark: its first letter on a colour of its own or its logo. */
export function Mark({ name, size = 28, logo = null }: MarkProps) {
  if (logo)
    return (
      <Box
        component="img"
        src={logo}
        alt=""
        sx={{ height: size, width: 'auto', maxWidth: size * 3, objectFit: 'contain', flexShrink: 0 }}
      />
    )
  return (
    <Box
      aria-hidden
      data-letter={[...name][0]?.toLocaleUpperCase()}
      sx={{
        display: 'grid',
        placeItems: 'center',
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: `${size / 4}px`,
        fontSize: size * 0.5,
        fontWeight: 700,
        color: '#fff',
        bgcolor: `hsl(${hueOf(name)} 42% 36%)`,
        // A picture, not a word of the name.
        '&::before': { content: 'attr(data-letter)' },
      }}
    />
  )
}

/** The same name has the same colour everywhere. */
const hueOf = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
