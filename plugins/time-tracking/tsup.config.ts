import { adminModule } from '@guildhall/sdk/build'
import { library } from '../../tsup.base.ts'

export default [library({ index: 'src/index.ts' }), adminModule('admin/index.tsx')]
