import { adminModule } from '@guildhall/sdk/build'

const server = { entry: { index: 'src/index.ts' }, format: 'esm' as const, platform: 'node' as const, silent: true }

export default [server, adminModule('admin/index.tsx')]
