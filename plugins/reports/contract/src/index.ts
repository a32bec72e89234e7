export {
  type Aggregate,
  aggregates,
  type Beside,
  type Condition,
  charts,
  condition,
  type Definition,
  definition,
  type Measure,
  operators,
  type Part,
  type Period,
  parts,
  period,
  ranges,
} from './definition.ts'
export { type Dataset, datasets, type Metric, metrics } from './points.ts'
