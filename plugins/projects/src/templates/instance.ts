import { checklistItems, projects, projectTemplates, tasks, templateTasks } from '@guildhall/contract-projects'
import type { PluginSetup, RecordOf, Scope } from '@guildhall/sdk'
import { addDays, instantAt } from '../calendar.ts'

type Project = RecordOf<typeof projects.fields>

/** A project made with a template gets what the template says wherever nothing else was said, and all its tasks. */
export function fillFromTemplate({ before, after }: PluginSetup) {
  before.create(projects, async ({ next, scope }) => {
    if (!next.template) return
    const { objectives, budgetTime, budget } = await scope.records(projectTemplates).get(next.template)
    return {
      objectives: next.objectives ?? objectives,
      budgetTime: next.budgetTime ?? budgetTime,
      budget: next.budget ?? budget,
      startsOn: next.startsOn ?? scope.clock.today(),
    }
  })
  after.create(projects, async ({ record, scope }) => {
    if (record.template)
      await scope.asSystem('projects.template', (system) => createTasks(system, record, record.template))
  })
}

async function createTasks(scope: Scope, project: Project, template: string | null): Promise<void> {
  const planned = await scope.records(templateTasks).list({ where: { template }, sort: ['position', 'ASC'] })
  for (const { title, description, priority, estimate, startsAfterDays, dueAfterDays, checklist } of planned) {
    const dueOn = dayOf(project, dueAfterDays)
    const task = await scope.records(tasks).create({
      project: project.id,
      title,
      description,
      priority,
      estimate,
      startsOn: dayOf(project, startsAfterDays),
      dueAt: dueOn && instantAt(dueOn, scope.setting<string>('projects', 'dayEndsAt'), scope.tenant.zone),
    })
    for (const [position, point] of checklist.entries())
      await scope.records(checklistItems).create({ task: task.id, title: point, position })
  }
}

function dayOf({ startsOn }: Project, days: number | null): string | null {
  return startsOn && days !== null ? addDays(startsOn, days) : null
}
