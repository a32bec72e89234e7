import { Box, Button } from '@mui/material'
import { useWords } from './words.ts'

/** Each language called as it calls itself, so that everybody finds his. */
export function LanguageLinks() {
  const { language, languages, translate, choose } = useWords()
  if (languages.length < 2) return null
  return (
    <Box
      component="nav"
      aria-label={translate('door.language')}
      sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 0.5 }}
    >
      {languages.map(({ language: each, name }) => (
        <Button
          key={each}
          size="small"
          lang={each}
          aria-current={each === language ? 'true' : undefined}
          onClick={() => choose(each)}
          sx={{
            color: each === language ? 'text.primary' : 'text.secondary',
            fontWeight: each === language ? 650 : 500,
          }}
        >
          {name}
        </Button>
      ))}
    </Box>
  )
}
