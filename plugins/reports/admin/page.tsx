import { useSearchParams } from 'react-router-dom'
import { Board } from './boards/board.tsx'
import { Compose } from './boards/compose.tsx'
import { BuildPage } from './build/build-page.tsx'
import { Home } from './home.tsx'
import { ReportPage } from './show/report-page.tsx'

/** One address for all: what is looked at stands behind the question mark, so that each can be linked to. */
export function Reports() {
  const [params] = useSearchParams()
  const [report, build, dashboard, compose] = ['report', 'build', 'dashboard', 'compose'].map((name) =>
    params.get(name),
  )
  if (report) return <ReportPage key={report} id={report} />
  if (build) return <BuildPage key={build} id={build === 'new' ? null : build} />
  if (dashboard) return <Board key={dashboard} id={dashboard} />
  if (compose) return <Compose key={compose} id={compose === 'new' ? null : compose} />
  return <Home />
}
