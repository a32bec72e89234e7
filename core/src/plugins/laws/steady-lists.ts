import type { Finding, Law, Subject } from './law.ts'
import { fillTables } from './lists/fill.ts'
import { makeRecord } from './sample-record.ts'

const few = 5
const many = 50
/** A list of references embeds each kind once; a second page of rights or words may be asked for meanwhile. */
const tolerated = 4

/** Held when all that writes is over: it fills the tables. */
export const listsCostTheSame: Law = {
  number: 12,
  says: `a list of ${many} asks the database no more often than one of ${few}`,
  async check(subject) {
    const questions = questionsAbout(subject)
    const names = new Set(subject.plugins.map(({ name }) => name))
    if (!subject.isInhabited)
      for (const model of subject.platform.engine.registry.models.values())
        if (names.has(model.plugin)) for (let n = 0; n < few; n++) await makeRecord(subject, model, 2000 + n)
    const before = await count(subject, questions)
    await fillTables(subject)
    const after = await count(subject, questions)
    return questions.flatMap(({ plugin, url }): Finding[] => {
      const [one, other] = [before.get(url), after.get(url)]
      if (one === undefined || other === undefined || other <= one + tolerated) return []
      return [
        {
          plugin,
          place: `GET ${url.split('?')[0]}`,
          problem: `it asks the database ${one} times for a few records and ${other} times for many.`,
          remedy: 'Ask for all of them at once: filter by the ids (id_in), or embed what they point to.',
        },
      ]
    })
  },
}

interface Question {
  readonly plugin: string
  readonly url: string
}

function questionsAbout({ platform, plugins }: Subject): Question[] {
  const names = new Set(plugins.map(({ name }) => name))
  const lists = [...platform.engine.registry.models.values()]
    .filter(({ plugin }) => names.has(plugin))
    .map(({ name, plugin }) => ({ plugin, url: `/api/${name}?range=[0,${many - 1}]` }))
  const routes = plugins.flatMap(({ name, routes: own = [] }) =>
    own
      .filter(({ method, path }) => method === 'GET' && !path.includes(':'))
      .map(({ path }) => ({ plugin: name, url: `/api/${name}${path}` })),
  )
  return [...lists, ...routes]
}

/** The second time, when everything that is remembered is warm. */
async function count(subject: Subject, questions: readonly Question[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { url } of questions) {
    if ((await subject.admin('GET', url)).statusCode !== 200) continue
    const before = subject.countStatements()
    await subject.admin('GET', url)
    counts.set(url, subject.countStatements() - before)
  }
  return counts
}
