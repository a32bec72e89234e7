export async function until(holds: () => Promise<boolean> | boolean, timeout = 20_000): Promise<void> {
  const end = Date.now() + timeout
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come to be')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Something that waits until it is opened. */
export function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}
