/** The name of a file as people gave it, without a way to it, control signs, or marks that turn the direction of writing. */
export function plainName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  const name = clean === '.' || clean === '..' ? '' : clean
  if (name.length <= 255) return name || 'file'
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  return (
    [...name]
      .slice(0, 255 - ending.length)
      .join('')
      .slice(0, 255 - ending.length) + ending
  )
}
