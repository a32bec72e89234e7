/** For routes whose schemas are for the description: their input is judged by our own words, and what they answer goes out whole. */
export const describedOnly = {
  validatorCompiler: () => () => true,
  serializerCompiler: () => JSON.stringify,
} as const
