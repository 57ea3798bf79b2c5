'use client'
import { useEffect, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { sizeText } from '@/lib/imports/file-size'
import { FileChoice } from './file-choice'
import { discardUnfinished, type UnfinishedFile, unfinishedFiles } from './unfinished-files'

type UnfinishedListProps = { url: string; onFile: (file: File) => void }

/** Files that this browser began to send: each can go on where it was, once it is chosen again. */
export function UnfinishedList({ url, onFile }: UnfinishedListProps) {
  const [files, setFiles] = useState<UnfinishedFile[]>([])
  useEffect(() => {
    let shown = true
    void unfinishedFiles(url).then((found) => {
      if (shown) setFiles(found)
    })
    return () => {
      shown = false
    }
  }, [url])
  function discard(file: UnfinishedFile) {
    setFiles(files.filter((one) => one.key !== file.key))
    void discardUnfinished(file)
  }
  return files.map((file) => (
    <Banner
      key={file.key}
      title={`Continue sending ${file.name}`}
      actions={
        <>
          <FileChoice onFile={onFile} size="small">
            Choose it again
          </FileChoice>
          <Button size="small" variant="quiet" onClick={() => discard(file)}>
            Discard
          </Button>
        </>
      }
    >
      {sizeText(file.sent)} of {sizeText(file.bytes)} have arrived. Choose the file again and the rest is
      sent.
    </Banner>
  ))
}
