/** What the verbs that look after a running installation say to an operator. */
export const operationsWords = {
  doctor: 'look for what is wrong with the installation; exits with 1 if anything fails',
  openapi: 'print the OpenAPI 3.1 document of the whole installation',
  language: 'the language of its descriptions; English unless given',
  plugin: {
    list: 'see the installed plugins, and with a tenant which of them are on',
    add: 'add a plugin from elsewhere to the installation; it is there at the next start',
    package: 'a package by its name, or the tarball of one',
    added: (name: string, version: string) =>
      `${name} ${version} is added. Start anew, then: guildhall plugin enable ${name} --tenant <slug>`,
    notFetched: (reason: string) => `npm could not fetch it: ${reason}`,
    nothingNew: (asked: string) => `${asked} brought no package that was not there.`,
    enable: 'switch a plugin on for a tenant',
    disable: 'switch a plugin off for a tenant; its data stays',
    plugin: 'the name of the plugin',
    tenant: 'the slug of the tenant',
    cascade: 'with it, what must be on or off too',
    tenantMissing: 'Say for which tenant: --tenant <slug>.',
    on: 'on',
    off: 'off',
    needs: (names: readonly string[]) => (names.length > 0 ? `needs ${names.join(', ')}` : ''),
    enabled: (names: readonly string[], slug: string) =>
      names.length > 0 ? `On for ${slug}: ${names.join(', ')}.` : `Nothing to do: it is on for ${slug}.`,
    disabled: (names: readonly string[], slug: string) =>
      names.length > 0 ? `Off for ${slug}: ${names.join(', ')}.` : `Nothing to do: it is off for ${slug}.`,
  },
}
