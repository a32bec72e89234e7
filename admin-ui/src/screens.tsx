import { type ComponentType, use } from 'react'
import { type Coming, coming } from './coming.ts'
import { inputs } from './fields/inputs/coming.ts'

/** Each comes with the first visit to its route; forms bring the inputs along. */
const screens = {
  home: coming(async () => (await import('./dashboard/dashboard.tsx')).Dashboard),
  list: coming(async () => (await import('./records/list.tsx')).RecordList),
  show: coming(async () => (await import('./records/show.tsx')).RecordShow),
  edit: coming(async () => (await Promise.all([import('./records/edit.tsx'), inputs.load()]))[0].RecordEdit),
  create: coming(async () => (await Promise.all([import('./records/create.tsx'), inputs.load()]))[0].RecordCreate),
} satisfies Record<string, Coming<ComponentType>>

/** The screen at an address, as far as the address alone tells. */
export function screenAt(path: string): Coming<ComponentType> {
  const [, , , resource, id, part] = path.split('/')
  if (!resource) return screens.home
  if (!id) return screens.list
  if (id === 'create') return screens.create
  return part === 'show' ? screens.show : screens.edit
}

/** React's `lazy` waits even for what is here already, and that shows a wheel for a third of a second. */
function Screen({ screen }: { readonly screen: Coming<ComponentType> }) {
  const Drawn = screen.here() ?? use(screen.load())
  return <Drawn />
}

export const Home = () => <Screen screen={screens.home} />
export const List = () => <Screen screen={screens.list} />
export const Show = () => <Screen screen={screens.show} />
export const Edit = () => <Screen screen={screens.edit} />
export const Create = () => <Screen screen={screens.create} />
