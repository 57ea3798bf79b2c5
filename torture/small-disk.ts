import { execFileSync } from 'node:child_process'
import { mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few megabytes that can be filled and emptied. */
export type SmallDisk = {
  folder: string
  /** Fills it but for so many kilobytes. */
  fill(kilobytesLeft: number): Promise<void>
  /** Gives back what `fill` took. */
  empty(): Promise<void>
  remove(): Promise<void>
}

/** Mounts a tmpfs. Null where that is not permitted, or there is no such thing. */
export async function mountSmallDisk(megabytes: number, at?: string): Promise<SmallDisk | null> {
  const folder = at ?? (await mkdtemp(join(tmpdir(), 'fairlead-disk-')))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', folder], {
      stdio: 'pipe',
    })
  } catch {
    if (!at) await rm(folder, { recursive: true })
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    async fill(kilobytesLeft) {
      const { bavail, bsize } = await statfs(folder)
      const file = await open(ballast, 'w')
      try {
        for (let left = bavail * bsize - kilobytesLeft * 1024; left > 0; left -= bsize)
          await file.write(Buffer.alloc(bsize))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error // others write meanwhile: it is full
      } finally {
        await file.close()
      }
    },
    empty: () => rm(ballast, { force: true }),
    async remove() {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
      if (!at) await rm(folder, { recursive: true })
    },
  }
}
