import { Box } from '@mui/material'

/** A tenant's mark: its first letter on a colour of its own until it has a logo. */
export function Mark({ name, size = 28 }: { readonly name: string; readonly size?: number }) {
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
