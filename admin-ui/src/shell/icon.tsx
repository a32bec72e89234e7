import DefaultIcon from '@mui/icons-material/ViewListOutlined'

/** Icons are named by Material symbols. */
export function Icon({ name: _ }: { readonly name?: string | undefined }) {
  return <DefaultIcon />
}
