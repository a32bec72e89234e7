import SharedIcon from '@mui/icons-material/GroupOutlined'
import StarIcon from '@mui/icons-material/Star'
import { Box, Tab, Tabs } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Views } from './use-views.ts'
import { ViewMenu } from './view-menu.tsx'

/** The list as it is, and beside it the views that were saved. Where there are none, there is no strip. */
export function ViewStrip({ views }: { readonly views: Views }) {
  const translate = useTranslate()
  const { all, current, isChanged, defaultId } = views
  if (all.length === 0) return null
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0, borderBottom: 1, borderColor: 'divider' }}>
      <Tabs
        value={current?.id ?? 'all'}
        onChange={(_event, id) => views.enter(id === 'all' ? null : id)}
        variant="scrollable"
        scrollButtons="auto"
        allowScrollButtonsMobile
        aria-label={translate('lists.views.title')}
        sx={{ flex: 1, minWidth: 0, minHeight: 36, '& .MuiTab-root': { minHeight: 36, py: 0, px: 1.5, minWidth: 0 } }}
      >
        <Tab value="all" label={translate('lists.views.all')} />
        {all.map((view) => (
          <Tab
            key={view.id}
            value={view.id}
            iconPosition="start"
            {...(view.shared && {
              icon: <SharedIcon fontSize="inherit" titleAccess={translate('lists.views.shared')} />,
            })}
            label={
              <span>
                {view.name}
                {view.id === defaultId && (
                  <StarIcon
                    sx={{ fontSize: 12, ml: 0.5, color: 'secondary.main', verticalAlign: 'baseline' }}
                    titleAccess={translate('lists.views.default')}
                  />
                )}
                {view.id === current?.id && isChanged && (
                  <Box
                    component="span"
                    sx={{ color: 'secondary.main', ml: 0.5 }}
                    title={translate('lists.views.changed')}
                  >
                    •
                  </Box>
                )}
              </span>
            }
          />
        ))}
      </Tabs>
      {current && <ViewMenu view={current} views={views} />}
    </Box>
  )
}
