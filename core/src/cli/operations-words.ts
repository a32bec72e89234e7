/** What the verbs that look after a running installation say to an operator. */
export const operationsWords = {
  doctor: 'look for what is wrong with the installation; exits with 1 if anything fails',
  openapi: 'print the OpenAPI 3.1 document of the whole installation',
  language: 'the language of its descriptions; English unless given',
  plugin: {
    list: 'see the installed plugins, and with a tenant which of them are on',
    add: 'add a plugin from elsewhere to the installation; it is there at the next start',
    package: 'a package by its name, the tarball of one, or the folder of its author',
    added: (name: string, version: string) =>
      `${name} ${version} is added. Start anew, then: guildhall plugin enable ${name} --tenant <slug>`,
    notFetched: (reason: string) => `npm could not fetch it: ${reason}`,
    noPackage: (folder: string) => `${folder} has no package.json: name the folder of a plugin's package.`,
    upgraded: (name: string, from: string, to: string) =>
      from === to
        ? `${name} ${to} took its own place. Start anew for it.`
        : `${name} went from ${from} to ${to}, its tables too. Start anew for it.`,
    downgrade: (name: string, from: string, to: string) =>
      `${name} is here in version ${from}, and its tables cannot go back to ${to}: add ${from} or a newer one, or restore a backup made with ${to}.`,
    enable: 'switch a plugin on for a tenant',
    disable: 'switch a plugin off for a tenant; its data stays',
    plugin: 'the name of the plugin',
    tenant: 'the slug of the tenant',
    cascade: 'with it, what must be on or off too',
    tenantMissing: 'Say for which tenant: --tenant <slug>.',
    isOff: (name: string, slug: string) =>
      `${name} is off for ${slug}: guildhall plugin enable ${name} --tenant ${slug}`,
    on: 'on',
    off: 'off',
    needs: (names: readonly string[]) => (names.length > 0 ? `needs ${names.join(', ')}` : ''),
    enabled: (names: readonly string[], slug: string) =>
      names.length > 0 ? `On for ${slug}: ${names.join(', ')}.` : `Nothing to do: it is on for ${slug}.`,
    disabled: (names: readonly string[], slug: string) =>
      names.length > 0 ? `Off for ${slug}: ${names.join(', ')}.` : `Nothing to do: it is off for ${slug}.`,
  },
}
