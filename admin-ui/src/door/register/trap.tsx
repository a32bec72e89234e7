import { Box } from '@mui/material'

/** A field that people neither see nor reach; programs fill it in. */
export function Trap({ value, onText }: { readonly value: string; readonly onText: (text: string) => void }) {
  return (
    <Box
      aria-hidden
      sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
    >
      <input
        type="text"
        name="website"
        tabIndex={-1}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onText(target.value)}
      />
    </Box>
  )
}
