/** A chosen picture as it is sent, and as it can be shown before. */
export async function pictureIn(file: File): Promise<{ base64: string; address: string }> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  return { base64: address.slice(address.indexOf(',') + 1), address }
}
