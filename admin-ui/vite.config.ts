import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { sharedModules } from './build/shared-modules.ts'

/** What the door and the office both stand on, and all it needs; the door's own is no burden to who is in already. */
const inBoth =
  /src\/(start\.tsx|theme\/[\w-]+\.ts|door\/trip\.ts|shell\/(mark\.tsx|logo-address\.ts))$|\/i18next\/|@mui\/icons-material\/(esm\/)?CheckCircle(Outlined)?\.m?js$|@mui\/material\/(esm\/)?(Alert|Box|Button|Checkbox|CircularProgress|CssBaseline|Divider|FormControlLabel|IconButton|InputAdornment|Link|LinearProgress|ListItemButton|ListItemText|MenuItem|Paper|TextField|Typography|useMediaQuery)\/\w+\.m?js$/

export default defineConfig({
  plugins: [react(), sharedModules(), compressed()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  // The server puts the nonce of each answer in this place.
  html: { cspNonce: '__NONCE__' },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Each with all it needs and the ones before it have not: few answers instead of many small ones.
          groups: [
            { name: 'first', test: /src\/(screens\.tsx|server\/(http|opening)\.ts)$/ },
            { name: 'base', test: inBoth },
            { name: 'door', test: /src\/door\/door\.tsx$/ },
            // What every plugin may ask for is here too, where it does not bring the parts of a form along.
            { name: 'office', test: /src\/(office\.tsx|dashboard\/dashboard\.tsx|fields\/duration-text\.ts)$/ },
            { name: 'list', test: /src\/records\/list\.tsx$/ },
            // All of it that a plugin may ask for, so that none waits for charts because they stand on the same.
            { name: 'material', test: /\/@mui\/(material|system|utils)\/|\/@popperjs\// },
            { name: 'charts', test: /\/@mui\/x-|\/d3-/ },
            { name: 'part', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 10_000 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env.GUILDHALL_URL ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
