import type { Translator } from '../../i18n/translator.ts'
import type { Installed } from '../../plugins/host.ts'
import type { DescribedRoute } from './collect.ts'
import { collectComponents } from './components.ts'
import { describeOperation } from './operation.ts'
import { commonHeaders, commonParameters, commonResponses } from './shared.ts'

export interface DocumentOptions {
  readonly routes: readonly DescribedRoute[]
  readonly installed: Installed
  readonly translate: Translator
  readonly cookieName: string
}

/** OpenAPI 3.1 of the whole installation: what each tenant and person may use of it, the manifest says. */
export function buildDocument({ routes, installed, translate, cookieName }: DocumentOptions): object {
  const translated = (text: string) => (/^[a-z-]+:[\w.-]+$/.test(text) ? translate(text) : text)
  const components = collectComponents(translated)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [route.method]: describeOperation(route, { components, installed, translate, translated }),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: translate('core:openapi.title'),
      version: installed.plugin('core')?.version ?? '0.1.0',
      description: translate('core:openapi.description'),
    },
    servers: [{ url: '/' }],
    tags: tagsOf(routes, installed, translate),
    paths,
    components: {
      schemas: components.schemas,
      parameters: commonParameters(translated),
      headers: commonHeaders(translated),
      responses: commonResponses(components.refer, translated),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieName, description: translate('core:openapi.session') },
        key: { type: 'http', scheme: 'bearer', bearerFormat: 'ghk_…', description: translate('core:openapi.key') },
      },
    },
    security: [{ session: [] }],
  }
}

/** Resources in the order of the plugins, then whatever else there is. */
function tagsOf(routes: readonly DescribedRoute[], installed: Installed, translate: Translator): object[] {
  const used = [...new Set(routes.flatMap(({ schema }) => schema.tags ?? []))]
  return used.map((name) => {
    const model = installed.registry.models.get(name)
    if (!model) return { name }
    const plugin = model.plugin === 'core' ? '' : translate(`${model.plugin}:plugin.name`)
    const noun = translate.noun(name, { count: 2, capitalized: true })
    return { name, description: plugin ? `${noun} (${plugin})` : noun }
  })
}
