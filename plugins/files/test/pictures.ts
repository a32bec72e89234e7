import sharp from 'sharp'

/** A photograph as a telephone takes it: on its side, with the place where it was taken. */
export async function photograph({ width = 640, height = 480, shade = 120 } = {}): Promise<Buffer> {
  const gps = { GPSLatitudeRef: 'N', GPSLatitude: '44/1 25/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '26/1 6/1 0/1' }
  return sharp({ create: { width, height, channels: 3, background: { r: shade, g: 80, b: 160 } } })
    .withExif({ IFD0: { Make: 'Somephone', Model: 'Secret model' }, IFD3: gps })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}
