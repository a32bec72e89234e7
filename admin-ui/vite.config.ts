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
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env.GUILDHALL_URL ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
