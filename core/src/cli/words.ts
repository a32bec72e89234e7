/** What the command line says to an operator. */
export const words = {
  program: "A headless platform for businesses that sell people's work.",
  help: 'say how a command is used',
  seeHelp: 'See guildhall --help.',
  json: 'answer in JSON, for programs',
  allowedAre: 'Allowed are',
  unexpected: 'This was not foreseen; run it again with LOG_LEVEL=debug to see where it happened.',
  groups: { locale: 'look after the translations', migration: 'write and compare migrations' } as Record<
    string,
    string
  >,
  start: {
    description: 'start the server, and the embedded PostgreSQL unless DATABASE_URL names another',
    only: 'start one part alone',
    ready: (address: string) => `Guildhall is ready at ${address}`,
    stopping: 'Stopping …',
  },
}
