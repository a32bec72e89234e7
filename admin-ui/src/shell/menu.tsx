import { Menu } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useNoun } from '../words/nouns.ts'
import { Icon } from './icon.tsx'

export function MainMenu() {
  const { menu } = useManifest()
  const noun = useNoun()
  return (
    <Menu>
      <Menu.DashboardItem />
      {menu.map(({ resource, icon }) => (
        <Menu.Item
          key={resource}
          to={`/${resource}`}
          primaryText={noun(resource, { count: 2, capitalized: true })}
          leftIcon={<Icon name={icon} />}
        />
      ))}
    </Menu>
  )
}
