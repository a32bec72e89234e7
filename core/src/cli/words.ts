/** What the command line says to an operator. */
export const words = {
  program: "A headless platform for businesses that sell people's work.",
  help: 'say how a command is used',
  seeHelp: 'See guildhall --help.',
  json: 'answer in JSON, for programs',
  allowedAre: 'Allowed are',
  unexpected: 'This was not foreseen; run it again with LOG_LEVEL=debug to see where it happened.',
  groups: {
    key: 'make, see and revoke API keys',
    field: 'see and change what a tenant added to its resources',
    link: 'see, add, test and remove other installations that a tenant looks into',
    locale: 'look after the translations',
    migration: 'write and compare migrations',
    oidc: 'see, add and remove the providers by which people sign in',
    person: 'copy and erase what is kept about a person',
    plugin: 'see plugins and switch them for a tenant',
    registration: 'let newcomers and businesses register themselves, and decide on who waits',
    tenant: 'make and see tenants',
    user: 'make and see users',
  } as Record<string, string>,
}
