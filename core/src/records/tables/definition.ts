/** A table as the definitions want it; a migration brings the database there, a law compares the two. */
export interface TableDefinition {
  readonly schema: string
  readonly name: string
  readonly resource: string
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly ConstraintDefinition[]
  readonly indexes: readonly IndexDefinition[]
  /** The function that searches this table past row-level security, for the tenant of the transaction only. */
  readonly search: boolean
  /** A list of references was renamed, and its table with it. */
  readonly renamedFrom?: string
}

export interface ColumnDefinition {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly default?: string
  /** The expression of a stored generated column. */
  readonly generated?: string
  readonly renamedFrom?: string
  /** An SQL literal for the rows that are there already when the column comes later. */
  readonly fill?: string
}

export interface ConstraintDefinition {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign' | 'exclusion' | 'check'
  /** As after `CONSTRAINT name`. */
  readonly definition: string
  /** The fields of the resource a violation is about. */
  readonly fields: readonly string[]
  /** The error's code, where the resource names one. */
  readonly error?: string
}

export interface IndexDefinition {
  readonly name: string
  /** As after `ON table`: `USING btree (…)`. */
  readonly definition: string
  readonly unique?: boolean
}
