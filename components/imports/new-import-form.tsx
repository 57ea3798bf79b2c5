'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Progress } from '@/components/ui/progress'
import { useAnnounce } from '@/components/ui/status-region'
import type { Result } from '@/lib/result'
import { ColumnList, columnSelectId } from './column-list'
import { FileDrop } from './file-drop'
import { FileSummary } from './file-summary'
import { type ImportOptions, importOptionsSchema, type NewImport } from './new-import-schema'
import { sizeText } from './numbers'
import { type CampaignChoice, OptionsForm } from './options-form'
import { factsText, type ReceivedFile } from './received-file'
import { newStartKey } from './start-key'
import { type Sending, useSentFile } from './use-sent-file'

type NewImportFormProps = {
  slug: string
  limits: { text: string; bytesMax: number }
  campaigns: readonly CampaignChoice[]
  /** "Update lead if it exists" is checked already (from a report's fix). */
  updateFirst: boolean
  start: (input: NewImport) => Promise<Result<{ number: number }>>
}

/** One page, one column: the file, its columns, the options, and the button that imports. */
export function NewImportForm({ slug, limits, campaigns, updateFirst, start }: NewImportFormProps) {
  const form = useForm<ImportOptions>({
    resolver: zodResolver(importOptionsSchema),
    defaultValues: { mapping: [], update: updateFirst, blankCells: 'keep', campaignId: '' },
    shouldFocusError: false,
  })
  const announce = useAnnounce()
  const { sending, tries, send, drop } = useSentFile(`/api/${slug}/files`, limits.bytesMax, (file) => {
    form.setValue(
      'mapping',
      file.matches.map(({ field }) => field),
    )
    form.clearErrors()
    announce(`${file.name} was read: ${factsText(file.facts)}.`)
  })
  const { submit, pending, refusal } = useStart({ slug, form, sending, start })
  const received = sending.step === 'received' ? sending.file : null
  const places = useFocusOf(sending)
  const mappingError = form.formState.errors.mapping?.message ?? form.formState.errors.mapping?.root?.message

  return (
    <form onSubmit={submit} noValidate className="flex max-w-column flex-col gap-8">
      <ErrorSummary
        reason={refusal}
        fields={mappingError ? { [columnSelectId(0)]: mappingError } : {}}
        attempt={form.formState.submitCount}
      />
      <FilePart {...{ sending, tries, send, drop }} limits={limits.text} places={places} />
      {received ? (
        <ColumnList
          key={received.fileId}
          file={received}
          mapping={form.watch('mapping')}
          onChange={(mapping) =>
            form.setValue('mapping', mapping, { shouldValidate: form.formState.isSubmitted })
          }
          error={mappingError}
        />
      ) : null}
      <OptionsForm form={form} campaigns={campaigns} />
      <ImportButton received={received} pending={pending} />
    </form>
  )
}

type FilePartProps = ReturnType<typeof useSentFile> & {
  limits: string
  places: ReturnType<typeof useFocusOf>
}

/** The place for a file, the file on its way, or the file as it was read. */
function FilePart({ sending, tries, send, drop, limits, places }: FilePartProps) {
  switch (sending.step) {
    case 'received':
      return <FileSummary file={sending.file} onRemove={drop} heading={places.summary} />
    case 'sending':
      return <SendingBar sending={sending} onCancel={drop} />
    case 'none':
      return (
        <FileDrop
          limits={limits}
          refusal={sending.refusal}
          attempt={tries}
          onFile={send}
          button={places.choose}
        />
      )
  }
}

function ImportButton({ received, pending }: { received: ReceivedFile | null; pending: boolean }) {
  return (
    <div className="-mx-1 border-t border-rule bg-paper px-1 py-3 sm:sticky sm:bottom-0">
      <Button type="submit" variant="primary" pending={pending} disabled={!received}>
        {received ? `Import ${countOf(received.facts.rows, 'row')}` : 'Import'}
      </Button>
      {received ? null : <span className="ml-3 text-ink-3">Choose a file first.</span>}
    </div>
  )
}

function SendingBar({ sending, onCancel }: { sending: Sending & { step: 'sending' }; onCancel: () => void }) {
  const { name, bytes, sent } = sending
  const text = sent < bytes ? `${sizeText(sent)} of ${sizeText(bytes)}` : `${sizeText(bytes)} sent. Reading…`
  return (
    <div className="flex flex-col gap-3 rounded-md border border-control p-3">
      <p className="font-semibold break-words">{name}</p>
      <Progress label={`Sending ${name}`} value={sent} max={bytes} text={text} />
      <div>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  )
}

type StartProps = Pick<NewImportFormProps, 'slug' | 'start'> & {
  form: UseFormReturn<ImportOptions>
  sending: Sending
}

/** Starts the import once per chosen file and goes to its page. */
function useStart({ slug, form, sending, start }: StartProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const [startKey, setStartKey] = useState(newStartKey)
  const fileId = sending.step === 'received' ? sending.file.fileId : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is another import
  useEffect(() => {
    setStartKey(newStartKey())
    setRefusal(undefined)
  }, [fileId])

  const submit = form.handleSubmit((options) => {
    if (!fileId || pending) return
    startTransition(async () => {
      setRefusal(undefined)
      const result = await start({ ...options, startKey, fileId })
      if (result.kind === 'done') router.push(`/${slug}/imports/${result.value.number}`)
      else
        setRefusal(
          result.kind === 'refused' ? result.reason : (Object.values(result.fields)[0] ?? 'Check the form.'),
        )
    })
  })
  return { submit, pending, refusal }
}

/** Focus follows the step: to the file's name when it was read, back to the button when it was removed. */
function useFocusOf(sending: Sending) {
  const summary = useRef<HTMLHeadingElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  const before = useRef(sending.step)
  useEffect(() => {
    if (sending.step === before.current) return
    before.current = sending.step
    if (sending.step === 'received') summary.current?.focus()
    // A refusal takes the focus itself.
    if (sending.step === 'none' && sending.refusal === null) choose.current?.focus()
  }, [sending])
  return { summary, choose }
}
