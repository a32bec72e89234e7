/**
 * The manifest: all that screens need to draw themselves for one actor. `GET /api/manifest` gives it, the backoffice and
 * any other program reads it. Types only; where a name is a `label`, it is the key of a text at `/api/words/:language`.
 */
import type { SlotKind } from '../slots.ts'
import type { TenantInfo } from '../tenant-info.ts'
import type { Where } from '../where.ts'

export type { TenantInfo } from '../tenant-info.ts'

/** `depends`: only a record's `_can` says. */
export type Openness = 'always' | 'never' | 'depends'

export interface ManifestField {
  readonly name: string
  readonly kind: string
  readonly label: string
  /** Must be given when a record is created. */
  readonly required: boolean
  readonly optional?: boolean
  readonly computed?: boolean
  readonly immutable?: boolean
  readonly unique?: boolean
  readonly multiline?: boolean
  /** Written and never shown. */
  readonly secret?: boolean
  /** Of a decimal: digits after the point. */
  readonly scale?: number
  readonly values?: readonly string[]
  /** The resource a reference points to. */
  readonly target?: string
  /** Of a reference: the fields of the record that decide who may be chosen; the target's list takes them as `filter.among`. */
  readonly among?: readonly string[]
  /** Of `many`: the target's field that points back. */
  readonly through?: string
  /** Of files: the media types and the most bytes of each. */
  readonly accept?: readonly string[]
  readonly maxBytes?: number
  /** Of a subject: what a resource must be capable of to be pointed to. */
  readonly capability?: string
  readonly default?: unknown
  readonly limits?: Readonly<Record<string, number | string>>
  /** Of choices: those nobody chooses any more; records may still have them. */
  readonly archivedValues?: readonly string[]
  /** Of JSON: its schema (JSON Schema 2020-12). */
  readonly schema?: object
}

export interface ManifestRecordField extends ManifestField {
  readonly readable: Openness
  readonly creatable: Openness
  readonly updatable: Openness
  /** Added by the tenant; its name is `custom.<key>`, and its value stands under `custom` in a record. */
  readonly custom?: boolean
  /** Of a tenant's own field: whether lists can be filtered and sorted by it, and whether it is a column from the start. */
  readonly filterable?: boolean
  readonly sortable?: boolean
  readonly listed?: boolean
}

export interface ManifestAction {
  readonly name: string
  readonly label: string
  readonly input: readonly ManifestField[]
  readonly from?: readonly string[]
  readonly to?: string
  /** The state field it moves, where the resource has several. */
  readonly field?: string
  readonly destructive: boolean
  readonly right: Openness
}

/** The hints of a resource's views, as far as the reader may see the fields. */
export interface ManifestViews {
  readonly list?: readonly string[]
  readonly filters?: readonly string[]
  readonly calendar?: { readonly from: string; readonly to?: string }
  readonly board?: string
  readonly showWhen?: Readonly<Record<string, Where>>
  readonly tabs?: readonly string[]
  readonly icon?: string
  readonly sections?: readonly { readonly name: string; readonly label: string; readonly fields: readonly string[] }[]
  readonly menu: string
}

export interface ManifestResource {
  readonly name: string
  readonly plugin: string
  readonly noun: string
  readonly empty: string
  /** The field a record is called by. */
  readonly title: string | null
  readonly archivable: boolean
  readonly searchable: boolean
  /** Whether a tenant may add fields. */
  readonly customizable: boolean
  readonly capabilities: readonly string[]
  /** Each record stands for a natural person. */
  readonly naturalPerson: boolean
  /** The field that points to the parent. */
  readonly tree?: string
  readonly sort: readonly [field: string, order: 'ASC' | 'DESC']
  readonly rights: Readonly<Record<string, Openness>>
  readonly fields: readonly ManifestRecordField[]
  readonly actions: readonly ManifestAction[]
  readonly views: ManifestViews
}

export interface ManifestWidget {
  readonly plugin: string
  readonly name: string
  readonly label: string
  readonly kind: 'count' | 'sum' | 'list' | 'trend' | 'chart'
  readonly resource: string
  readonly url: string
}

/** A place that a plugin's module fills for this actor. */
export interface ManifestSlot {
  readonly kind: SlotKind
  readonly name: string
  readonly label: string
  readonly resource?: string
  readonly field?: string
  readonly fieldKind?: string
  /** Of a page: below the tenant's address. */
  readonly path?: string
  readonly menu?: string
  readonly icon?: string
  /** Of what stands at the top: the backoffice's own sign in whose place it stands. */
  readonly instead?: 'bell'
}

/** A plugin's own screens: an ES module whose default export fills the slots by their names. */
export interface ManifestModule {
  readonly plugin: string
  readonly url: string
  readonly slots: readonly ManifestSlot[]
}

export interface Manifest {
  readonly tenant: TenantInfo
  /** How it looks, where it has a look of its own. */
  readonly brand?: {
    readonly name: string | null
    /** `#rrggbb`, as it was chosen. */
    readonly color: string | null
    /** What the address of its logo carries: `/api/brands/<slug>/logo?v=<logo>`. */
    readonly logo: string | null
  }
  readonly actor: { readonly id: string; readonly kind: string; readonly label: string }
  /** The person's id; null for who acts from outside. */
  readonly me: string | null
  readonly superadmin: boolean
  /** Somebody acts for this person: who, for whom, why, and how long yet. */
  readonly acting?: {
    readonly by: string
    readonly for: string
    readonly reason: string
    readonly until: string
  }
  /** Set where the reader looks in another's place: everything is as that one sees it, and nothing can be changed. */
  readonly seeing?: {
    readonly kind: 'person' | 'role'
    readonly id: string
    readonly label: string
    /** Resources he would see and the reader may not see in full; they are missing. */
    readonly leftOut: readonly string[]
  }
  /** Set where all of it is another installation's, read by a link: what it is called here, where it is, and whose data these are. */
  readonly link?: { readonly id: string; readonly name: string; readonly url: string; readonly tenant: string }
  readonly archetypes: readonly string[]
  /** BCP 47. */
  readonly language: string
  /** IANA. */
  readonly zone: string
  readonly languages: readonly {
    readonly language: string
    readonly name: string
    readonly direction: 'ltr' | 'rtl'
  }[]
  readonly words: { readonly url: string; readonly namespaces: readonly string[] }
  readonly plugins: readonly { readonly name: string; readonly label: string; readonly version?: string }[]
  readonly resources: readonly ManifestResource[]
  /** CASL raw rules by role; one role that allows suffices. */
  readonly rules: readonly { readonly role: string; readonly rules: readonly object[] }[]
  readonly menu: readonly {
    readonly resource: string
    readonly plugin: string
    readonly label: string
    readonly group: string
    readonly icon?: string
  }[]
  readonly widgets: readonly ManifestWidget[]
  readonly modules: readonly ManifestModule[]
  readonly settings: readonly {
    readonly plugin: string
    readonly label: string
    readonly url: string
    readonly fields: readonly ManifestField[]
  }[]
  readonly pages: Readonly<Record<string, boolean>>
}
