'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Progress } from '@/components/ui/progress'
import { useAnnounce } from '@/components/ui/status-region'
import type { DraftPatch } from '@/lib/imports/draft'
import { FileDrop } from './file-drop'
import { FileSummary } from './file-summary'
import type { ImportOptions } from './new-import-schema'
import { sizeText } from './numbers'
import { type CampaignChoice, OptionsForm } from './options-form'
import { factsText, type ReceivedFile } from './received-file'
import { type SaveDraft, useDraft } from './use-draft'
import { type Sending, useSentFile } from './use-sent-file'
import { columnsSettled, stepHref, type WizardFile } from './wizard'
import { WizardFoot } from './wizard-foot'

type UploadStepProps = {
  slug: string
  /** Null until one was received. */
  file: WizardFile | null
  limits: { text: string; bytesMax: number }
  campaigns: readonly CampaignChoice[]
  /** "Update lead if it exists" is checked already (from a report's fix). */
  updateFirst: boolean
  save: SaveDraft
}

/** Step 1: the file as it was read, and what to do with its rows. */
export function UploadStep({ slug, file, limits, campaigns, updateFirst, save }: UploadStepProps) {
  const fileId = file?.fileId ?? null
  const draft = useDraft(fileId, save)
  const form = useForm<ImportOptions>({ defaultValues: optionsOf(file, updateFirst) })
  const { keep } = draft
  useEffect(() => {
    if (fileId === null) return
    const watching = form.watch((_, { type }) => {
      if (type === 'change') keep(patchOf(form.getValues()))
    })
    return () => watching.unsubscribe()
  })
  const sent = useFileOfPage({ slug, limits, save, options: () => patchOf(form.getValues()) })
  const places = useFocusOf(fileId, sent.sending)
  const next = file && columnsSettled(file) ? 'check' : 'columns'
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (fileId !== null) draft.keepAndGo(patchOf(form.getValues()), stepHref(slug, next, fileId))
      }}
      className="flex flex-col gap-8"
    >
      <ErrorSummary reason={draft.refusal} />
      {file ? (
        <FileSummary file={file} onRemove={sent.remove} heading={places.summary} />
      ) : (
        <FilePlace {...sent} limits={limits.text} button={places.choose} />
      )}
      <OptionsForm form={form} campaigns={campaigns} />
      <WizardFoot>
        <Button type="submit" variant="primary" pending={draft.going} disabled={fileId === null}>
          Next: {next}
        </Button>
        {fileId === null ? <span className="text-ink-3">Choose a file first.</span> : null}
      </WizardFoot>
    </form>
  )
}

function optionsOf(file: WizardFile | null, updateFirst: boolean): ImportOptions {
  if (!file) return { update: updateFirst, blankCells: 'keep', campaignId: '', tag: '' }
  const { campaignId, update, blankCells, tag } = file.draft
  return { update, blankCells, campaignId: campaignId ?? '', tag }
}

function patchOf({ campaignId, ...options }: ImportOptions): DraftPatch {
  return { ...options, campaignId: campaignId === '' ? null : campaignId }
}

type FilePlaceProps = ReturnType<typeof useFileOfPage> & {
  limits: string
  button: ReturnType<typeof useFocusOf>['choose']
}

/** The place for a file, or the file on its way. */
function FilePlace({ sending, tries, send, drop, limits, button }: FilePlaceProps) {
  if (sending.step === 'none')
    return (
      <FileDrop limits={limits} refusal={sending.refusal} attempt={tries} onFile={send} button={button} />
    )
  return <SendingBar sending={sending} onCancel={drop} />
}

type SendingBarProps = { sending: Exclude<Sending, { step: 'none' }>; onCancel: () => void }

function SendingBar({ sending, onCancel }: SendingBarProps) {
  const { name, bytes, sent } =
    sending.step === 'received' ? { ...sending.file, sent: sending.file.bytes } : sending
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

type FileOfPage = Pick<UploadStepProps, 'slug' | 'limits' | 'save'> & { options: () => DraftPatch }

/** Sends a file, and once it was received puts it in the address of the page: a reload finds it again. */
function useFileOfPage({ slug, limits, save, options }: FileOfPage) {
  const router = useRouter()
  const announce = useAnnounce()
  const [, startTransition] = useTransition()
  const sent = useSentFile(`/api/${slug}/files`, limits.bytesMax, (file: ReceivedFile) =>
    startTransition(async () => {
      await save(file.fileId, options())
      announce(`${file.name} was read: ${factsText(file.facts)}.`)
      startTransition(() => router.replace(stepHref(slug, 'upload', file.fileId), { scroll: false }))
    }),
  )
  function remove() {
    sent.drop()
    startTransition(() => router.replace(stepHref(slug, 'upload', null), { scroll: false }))
  }
  return { ...sent, remove }
}

/** Focus follows the file: to its name when it was read, back to the button when it was removed. */
function useFocusOf(fileId: string | null, sending: Sending) {
  const summary = useRef<HTMLHeadingElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  const before = useRef({ fileId, step: sending.step })
  useEffect(() => {
    const { fileId: fileBefore, step: stepBefore } = before.current
    before.current = { fileId, step: sending.step }
    if (fileId !== fileBefore) return (fileId === null ? choose : summary).current?.focus()
    // A refusal takes the focus itself.
    if (sending.step === 'none' && stepBefore !== 'none' && sending.refusal === null) choose.current?.focus()
  }, [fileId, sending])
  return { summary, choose }
}
