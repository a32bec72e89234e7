import type { FastifyBaseLogger, FastifyPluginCallback } from 'fastify'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import type { AdminModule } from '../plugins/admin-modules.ts'
import type { Installed } from '../plugins/host.ts'
import { preferenceRoutes } from '../preferences/routes.ts'
import type { Engine } from '../records/engine.ts'
import { savedViewRoutes } from '../saved-views/routes.ts'
import { vocabularyRoutes } from '../vocabulary/routes.ts'
import { accessRoutes } from './access-routes.ts'
import { moduleRoutes } from './backoffice/module-routes.ts'
import { firstStepsRoute } from './first-steps-route.ts'
import { type HealthChecks, healthRoutes } from './health-routes.ts'
import { helpRoute } from './help-route.ts'
import type { Identification } from './identify.ts'
import { manifestRoutes } from './manifest/routes.ts'
import { wordRoutes } from './manifest/words.ts'
import { searchRoute } from './search-route.ts'
import { switchRoutes } from './switch-routes.ts'
import { widgetRoutes } from './widget-routes.ts'

export interface AreaDeps {
  readonly engine: Engine
  readonly installed: Installed
  readonly vocabulary: Vocabulary
  readonly identification: Identification
  readonly modules: readonly AdminModule[]
  readonly log: FastifyBaseLogger
  readonly help: string
  readonly checks?: HealthChecks
  readonly beside?: HealthChecks
}

/** What the HTTP face offers besides resources, plugins' routes and the areas that bring their own. */
export function httpAreas(deps: AreaDeps): FastifyPluginCallback[] {
  return [
    manifestRoutes(deps),
    wordRoutes(deps),
    switchRoutes(deps),
    vocabularyRoutes(deps),
    widgetRoutes(deps),
    moduleRoutes(deps),
    savedViewRoutes(deps),
    preferenceRoutes(deps),
    accessRoutes(deps),
    searchRoute(deps),
    firstStepsRoute(deps),
    helpRoute({ folder: deps.help }),
    healthRoutes({ database: deps.engine.database, ...deps }),
  ]
}
