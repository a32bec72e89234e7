/** What a record says of the one who reads it: the actions and fields he may use on it now. */
export interface Rights {
  readonly _can?: { readonly actions: readonly string[]; readonly fields: true | readonly string[] }
}

/** Before a record has said so itself, nothing is promised. */
export const may = ({ _can }: Rights, action: string): boolean => _can?.actions.includes(action) ?? false
