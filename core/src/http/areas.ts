import type { FastifyPluginCallback } from 'fastify'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import type { Installed } from '../plugins/host.ts'
import type { Engine } from '../records/engine.ts'
import { vocabularyRoutes } from '../vocabulary/routes.ts'
import { accessRoutes } from './access-routes.ts'
import { type HealthChecks, healthRoutes } from './health-routes.ts'
import type { Identification } from './identify.ts'
import { manifestRoutes } from './manifest/routes.ts'
import { wordRoutes } from './manifest/words.ts'
import { switchRoutes } from './switch-routes.ts'
import { widgetRoutes } from './widget-routes.ts'

export interface AreaDeps {
  readonly engine: Engine
  readonly installed: Installed
  readonly vocabulary: Vocabulary
  readonly identification: Identification
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
    accessRoutes(deps),
    healthRoutes({ database: deps.engine.database, ...deps }),
  ]
}
