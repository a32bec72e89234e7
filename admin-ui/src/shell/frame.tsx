import { Layout, type LayoutProps } from 'react-admin'
import { MainMenu } from './menu.tsx'
import { TopBar } from './top-bar.tsx'

/** What stands around every screen. */
export function Frame(props: LayoutProps) {
  return <Layout {...props} appBar={TopBar} menu={MainMenu} />
}
