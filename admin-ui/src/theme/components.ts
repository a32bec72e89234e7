import { alpha, type Theme, type ThemeOptions } from '@mui/material'

/** As `createTheme` takes them: comparing them with another `Components<…>` costs the compiler a minute. */
type Parts = NonNullable<ThemeOptions['components']>

type Themed = Omit<Theme, 'components'>

const ring = ({ palette }: Themed) => ({ outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 })
const innerRing = (theme: Themed) => ({ ...ring(theme), outlineOffset: -2 })
const floating = ({ palette }: Themed) => ({
  border: `1px solid ${palette.divider}`,
  boxShadow: palette.mode === 'dark' ? '0 12px 32px rgba(0,0,0,0.5)' : '0 12px 32px rgba(20,28,45,0.14)',
})

const surfaces: Parts = {
  MuiCssBaseline: {
    styleOverrides: (theme) => ({
      ':root': { '--gh-top': '56px', colorScheme: theme.palette.mode },
      body: { fontSize: '0.9375rem', overflowWrap: 'break-word' },
      ':focus-visible': ring(theme),
      '::selection': { backgroundColor: alpha(theme.palette.primary.main, 0.28) },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': { transitionDuration: '0.01ms !important', scrollBehavior: 'auto !important' },
      },
    }),
  },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { borderRadius: 10 } } },
  MuiPopover: { styleOverrides: { paper: ({ theme }) => ({ ...floating(theme), borderRadius: 10 }) } },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({
        ...floating(theme),
        borderRadius: 14,
        [theme.breakpoints.down('sm')]: { margin: 12, width: 'calc(100% - 24px)' },
      }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 650, padding: '20px 24px 8px' } } },
  MuiDialogContent: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px', gap: 4 } } },
  MuiDrawer: { styleOverrides: { paper: ({ theme }) => ({ borderColor: theme.palette.divider }) } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 10, alignItems: 'center' } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400, enterNextDelay: 100 },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        fontSize: '0.78125rem',
        fontWeight: 500,
        padding: '5px 9px',
        color: theme.palette.background.paper,
        backgroundColor: theme.palette.text.primary,
      }),
    },
  },
}

const controls: Parts = {
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: ({ theme }) => ({ '&.Mui-focusVisible': ring(theme) }) },
  },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: { borderRadius: 8, minHeight: 36 },
      sizeSmall: { minHeight: 32, paddingInline: 10 },
      outlined: ({ theme }) => ({ borderColor: alpha(theme.palette.text.primary, 0.22) }),
    },
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 8 } } },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
  MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({ backgroundColor: theme.palette.background.paper }),
      notchedOutline: ({ theme }) => ({ borderColor: alpha(theme.palette.text.primary, 0.24) }),
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 2 } } },
  MuiMenuItem: {
    styleOverrides: {
      root: ({ theme }) => ({
        fontSize: '0.875rem',
        minHeight: 36,
        borderRadius: 6,
        marginInline: 6,
        paddingInline: 10,
        '&.Mui-focusVisible': innerRing(theme),
        [theme.breakpoints.down('sm')]: { minHeight: 44 },
      }),
    },
  },
  MuiListItemButton: {
    styleOverrides: { root: ({ theme }) => ({ borderRadius: 8, '&.Mui-focusVisible': innerRing(theme) }) },
  },
  MuiChip: { styleOverrides: { root: { borderRadius: 7, fontWeight: 550 }, sizeSmall: { height: 22 } } },
  MuiTab: { styleOverrides: { root: ({ theme }) => ({ minHeight: 44, '&.Mui-focusVisible': innerRing(theme) }) } },
  MuiLink: { defaultProps: { underline: 'hover' } },
}

const tables: Parts = {
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ padding: '9px 12px', borderColor: theme.palette.divider }),
      head: ({ theme }) => ({
        fontSize: '0.78125rem',
        fontWeight: 600,
        lineHeight: 1.4,
        color: theme.palette.text.secondary,
        backgroundColor: theme.palette.background.paper,
      }),
      sizeSmall: { padding: '7px 12px' },
      paddingCheckbox: { padding: '0 4px' },
    },
  },
  MuiTableRow: { styleOverrides: { root: { '&:last-child > td': { borderBottom: 0 } } } },
  MuiTableSortLabel: { styleOverrides: { root: { borderRadius: 4 } } },
}

export const components: Parts = { ...surfaces, ...controls, ...tables }
