import { library } from '../tsup.base.ts'

export default library({
  index: 'src/index.ts',
  'cli/main': 'src/cli/main.ts',
  'testing/index': 'testing/index.ts',
  'testing/vitest': 'testing/vitest.ts',
  'testing/global-setup': 'testing/global-setup.ts',
})
