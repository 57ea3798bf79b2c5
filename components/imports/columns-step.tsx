'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { mappingOfDraft } from '@/lib/imports/draft'
import type { Mapping } from '@/lib/imports/mapping'
import { ColumnList, columnSelectId } from './column-list'
import { emailColumnMissing } from './new-import-schema'
import { type SaveDraft, useDraft } from './use-draft'
import { stepHref, type WizardFile } from './wizard'
import { WizardFoot } from './wizard-foot'

type ColumnsStepProps = { slug: string; file: WizardFile; save: SaveDraft }

/** Step 2: which lead field each column of the file is imported as. */
export function ColumnsStep({ slug, file, save }: ColumnsStepProps) {
  const [mapping, setMapping] = useState(() => mappingOfDraft(file.draft, file.matches))
  const [tries, setTries] = useState(0)
  const { keep, keepAndGo, going, refusal } = useDraft(file.fileId, save)
  const error = tries > 0 && !mapping.includes('email') ? emailColumnMissing : undefined

  function choose(chosen: Mapping) {
    setMapping(chosen)
    keep({ mapping: chosen })
  }
  function goOn() {
    setTries(tries + 1)
    if (mapping.includes('email')) keepAndGo({ mapping }, stepHref(slug, 'check', file.fileId))
  }
  return (
    <div className="flex flex-col gap-6">
      <ErrorSummary reason={refusal} fields={error ? { [columnSelectId(0)]: error } : {}} attempt={tries} />
      <ColumnList file={file} mapping={mapping} onChange={choose} error={error} />
      <WizardFoot back={stepHref(slug, 'upload', file.fileId)}>
        <Button variant="primary" pending={going} onClick={goOn}>
          Next: check
        </Button>
      </WizardFoot>
    </div>
  )
}
