import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { sharedModules } from './build/shared-modules.ts'

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
            { name: 'base', test: /src\/(start|door\/door)\.tsx$/ },
            { name: 'office', test: /src\/(office|dashboard\/dashboard)\.tsx$/ },
            { name: 'list', test: /src\/records\/list\.tsx$/ },
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
