import { library } from '../tsup.base.ts'

export default library({
  index: 'src/index.ts',
  'build/index': 'src/build/index.ts',
  'client/index': 'src/client/index.ts',
  'formats/index': 'src/formats/index.ts',
  'manifest/index': 'src/manifest/index.ts',
})
