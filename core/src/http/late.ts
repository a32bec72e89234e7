import ajvCompiler from '@fastify/ajv-compiler'
import serializerSelector from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Controller = NonNullable<FastifyServerOptions['schemaController']>
type Factories = Required<NonNullable<Controller['compilersFactory']>>
type Judge = ((value: unknown) => unknown) & { errors?: unknown }

const validators = ajvCompiler()
const serializers = serializerSelector()

/**
 * What judges a route's input and writes its answer is built when the route is first used: of hundreds of routes a process serves few, and
 * building them all is a third of a start. That the schemas can be built is judged with the OpenAPI document.
 */
export const late: Factories = {
  buildValidator: ((schemas: never, options: never) => {
    const build = validators(schemas, options) as unknown as (route: unknown) => Judge
    return (route: unknown) => {
      let built: Judge | undefined
      const judge: Judge = (value) => {
        built ??= build(route)
        const verdict = built(value)
        judge.errors = built.errors
        return verdict
      }
      return judge
    }
  }) as unknown as Factories['buildValidator'],
  buildSerializer(schemas, options) {
    const build = serializers(schemas, options as never)
    return ((route) => {
      let built: ReturnType<typeof build> | undefined
      return (data: unknown) => {
        built ??= build(route as never)
        return built(data as never)
      }
    }) as ReturnType<Factories['buildSerializer']>
  },
}
