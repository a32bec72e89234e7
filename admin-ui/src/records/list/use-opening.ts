import { type Identifier, useCreatePath, useEvent } from 'react-admin'
import { useNavigate } from 'react-router-dom'

/** Goes to a record's own page; the same function for all rows. */
export function useOpening(resource: string): (id: Identifier) => void {
  const createPath = useCreatePath()
  const navigate = useNavigate()
  return useEvent((id: Identifier) => {
    void navigate(createPath({ resource, id, type: 'show' }), { state: { _scrollToTop: true } })
  })
}
