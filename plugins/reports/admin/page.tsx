import type { Definition } from '@guildhall/contract-reports'
import { useSearchParams } from 'react-router-dom'
import { Board } from './boards/board.tsx'
import { Compose } from './boards/compose.tsx'
import { BuildPage } from './build/build-page.tsx'
import { Home } from './home.tsx'
import { ReportPage } from './show/report-page.tsx'

/** One address for all: what is looked at stands behind the question mark, so that each can be linked to. */
export function Reports() {
  const [params] = useSearchParams()
  const names = ['report', 'build', 'dashboard', 'compose', 'definition']
  const [report, build, dashboard, compose, given] = names.map((name) => params.get(name))
  if (report) return <ReportPage key={report} id={report} />
  if (build) return <BuildPage key={build} id={build === 'new' ? null : build} given={begun(given)} />
  if (dashboard) return <Board key={dashboard} id={dashboard} />
  if (compose) return <Compose key={compose} id={compose === 'new' ? null : compose} />
  return <Home />
}

/** What somebody was led here with; an address that was cut short begins anew. */
function begun(text: string | null | undefined): Definition | null {
  try {
    return text ? (JSON.parse(text) as Definition) : null
  } catch {
    return null
  }
}
