import { defineConfig } from 'tsup'

/** The types of what plugins' own screens may import by the name `@guildhall/admin-ui`; what it does is in the backoffice that loads them. */
export default defineConfig({
  entry: { index: 'src/shared/index.ts' },
  outDir: 'types',
  format: 'esm',
  dts: { only: true },
  clean: true,
  silent: true,
})
