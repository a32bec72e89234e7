import { AppBar, LocalesMenuButton, TitlePortal, ToggleThemeButton } from 'react-admin'

export function TopBar() {
  return (
    <AppBar
      toolbar={
        <>
          <LocalesMenuButton />
          <ToggleThemeButton />
        </>
      }
    >
      <TitlePortal />
    </AppBar>
  )
}
