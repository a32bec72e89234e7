import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from './ask.ts'
import type { Finding, Law } from './law.ts'

/** Ways to data, files and networks that are no scope. */
const otherDoors =
  /^(pg|pg-.*|knex|objection|@guildhall\/core.*|node:(net|dgram|child_process|worker_threads|cluster|sqlite))$/
const imports = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g
const reasonless = /\.asSystem\(\s*(?:''|""|``|undefined|null)/

export const oneDoor: Law = {
  number: 2,
  says: 'one door: rows are read and written through a scope, and a bypass is recorded',
  async check({ plugins, root, platform, tenant }) {
    const findings: Finding[] = plugins.flatMap(({ name }) =>
      sourcesOf(join(root, 'plugins', name)).flatMap((file) => {
        const text = readFileSync(file, 'utf8')
        const doors = [...text.matchAll(imports)]
          .map(([, module = '']) => module)
          .filter((module) => otherDoors.test(module))
        const place = file.slice(file.indexOf(`plugins/${name}/`))
        return [
          ...doors.map((module) => ({
            plugin: name,
            place,
            problem: `it imports ${module}, a door of its own.`,
            remedy: 'Use the scope: scope.records(…), scope.sql(…).',
          })),
          ...(reasonless.test(text)
            ? [
                {
                  plugin: name,
                  place,
                  problem: 'it acts as the system without saying why.',
                  remedy: "Give a reason: scope.asSystem('why', …).",
                },
              ]
            : []),
        ]
      }),
    )
    const silent = await ask<{ resource: string }>(
      platform.urls.ownerUrl,
      `select distinct h.resource from guildhall.history h join guildhall.actors a on a.tenant_id = h.tenant_id and a.id = h.actor_id
       where h.tenant_id = $1 and a.kind = 'system' and coalesce(h.reason, '') = ''`,
      [tenant.id],
    )
    for (const { resource } of silent)
      findings.push({
        plugin: platform.engine.registry.models.get(resource)?.plugin ?? 'core',
        place: `history of ${resource}`,
        problem: 'the system changed it and no reason is recorded.',
        remedy: "Give one: scope.asSystem('why', …).",
      })
    return findings
  },
}

/** Of a package that comes without its sources, what was built from them. */
function sourcesOf(folder: string): string[] {
  const [found] = ['src', 'dist'].map((part) => join(folder, part)).filter(existsSync)
  if (!found) return []
  return readdirSync(found, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !file.startsWith('admin'))
    .map((file) => join(found, file))
}
