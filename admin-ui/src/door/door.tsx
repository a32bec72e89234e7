import { CssBaseline, ThemeProvider, useMediaQuery } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { start } from '../start.tsx'
import { readLastMode } from '../theme/last-mode.ts'
import { themeOf } from '../theme/theme.ts'
import { BrandContext, useBrand } from './brand.ts'
import { Invitation } from './invitation.tsx'
import { NewPassword } from './new-password.tsx'
import { Confirm } from './register/confirm.tsx'
import { Register } from './register/register.tsx'
import { Reset } from './reset.tsx'
import { Returned } from './returned.tsx'
import { SignIn } from './sign-in.tsx'
import { Tenants } from './tenants.tsx'
import {
  type DoorWords,
  firstLanguage,
  keepLanguage,
  keptLanguage,
  type Language,
  loadTranslate,
  WordsContext,
} from './words.ts'

/** For who is not in yet: signing in, invitations, forgotten passwords. */
export const openDoor = (root: HTMLElement) => start(root, <Door />)

function Door() {
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true })
  const words = useDoorWords()
  const brand = useBrand()
  const mode = readLastMode() ?? (prefersDark ? 'dark' : 'light')
  const theme = useMemo(() => themeOf(mode, 'ltr', brand?.color), [mode, brand])
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline />
      {words && brand !== undefined && (
        <WordsContext value={words}>
          <BrandContext value={brand}>
            <Screen />
          </BrandContext>
        </WordsContext>
      )}
    </ThemeProvider>
  )
}

function Screen() {
  const { pathname, search } = location
  const token = new URLSearchParams(search).get('token')
  if (pathname === '/invitation' && token) return <Invitation token={token} />
  if (pathname === '/register/confirm' && token)
    return <Confirm token={token} at={new URLSearchParams(search).get('at')} />
  if (pathname.startsWith('/register')) return <Register />
  if (pathname === '/reset') return token ? <NewPassword token={token} /> : <Reset />
  if (pathname.startsWith('/sign-in/')) return <Returned provider={pathname.slice('/sign-in/'.length)} />
  if (pathname === '/') return <Tenants />
  return <SignIn />
}

function useDoorWords(): DoorWords | null {
  const [words, setWords] = useState<DoorWords | null>(null)
  useEffect(() => {
    let isGone = false
    async function speak(languages: readonly Language[], language: string, isChosen: boolean) {
      const translate = await loadTranslate(language)
      if (isGone) return
      const { direction = 'ltr' } = languages.find((each) => each.language === language) ?? {}
      document.documentElement.lang = language
      document.documentElement.dir = direction
      const choose = (chosen: string) => {
        keepLanguage(chosen)
        void speak(languages, chosen, true)
      }
      setWords({ language, languages, translate, choose, isChosen })
    }
    fetch('/api/words')
      .then((answer) => answer.json() as Promise<Language[]>)
      .then((languages) => speak(languages, firstLanguage(languages, keptLanguage(), navigator.languages), false))
      .catch(() => setTimeout(() => location.reload(), 5_000))
    return () => {
      isGone = true
    }
  }, [])
  return words
}
