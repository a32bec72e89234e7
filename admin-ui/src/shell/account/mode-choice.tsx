import DarkIcon from '@mui/icons-material/DarkModeOutlined'
import LightIcon from '@mui/icons-material/LightModeOutlined'
import SystemIcon from '@mui/icons-material/SettingsBrightnessOutlined'
import { useTranslate } from 'react-admin'
import { modes, useMode } from '../../theme/use-mode.ts'
import { Choice } from './choice.tsx'

const icons = { light: LightIcon, dark: DarkIcon, system: SystemIcon }

export function ModeChoice() {
  const translate = useTranslate()
  const [mode, setMode] = useMode()
  const options = modes.map((each) => {
    const ModeIcon = icons[each]
    return { value: each, label: translate(`shell.modes.${each}`), shown: <ModeIcon fontSize="small" /> }
  })
  return (
    <Choice
      label={translate('shell.account.mode')}
      value={mode}
      options={options}
      onChoose={(chosen) => setMode(chosen as typeof mode)}
    />
  )
}
