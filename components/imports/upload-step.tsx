'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useTransition } from 'react'
import { useForm } from 'react-hook-form'
import type { CreateCampaign } from '@/components/campaigns/new-campaign'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useAnnounce } from '@/components/ui/status-region'
import type { DraftPatch } from '@/lib/imports/draft'
import type { Chosen } from '@/lib/imports/file-facts'
import type { SizeLimits } from '@/lib/imports/file-size'
import type { Result } from '@/lib/result'
import { FileDrop } from './file-drop'
import { FileSummary } from './file-summary'
import type { ImportOptions } from './new-import-schema'
import { type CampaignChoice, OptionsForm } from './options-form'
import { factsText } from './received-file'
import { SendingBar } from './sending-bar'
import { UnfinishedList } from './unfinished-list'
import { type SaveDraft, useDraft } from './use-draft'
import { type Sending, useSentFile } from './use-sent-file'
import { columnsSettled, stepHref, type WizardFile } from './wizard'
import { WizardFoot } from './wizard-foot'

type UploadStepProps = {
  slug: string
  /** Null until one was received. */
  file: WizardFile | null
  limits: SizeLimits & { text: string }
  campaigns: readonly CampaignChoice[]
  /** "Update lead if it exists" is checked already (from a report's fix). */
  updateFirst: boolean
  /** The campaign that is chosen already (from its page); empty: none. */
  campaignFirst: string
  createCampaign: CreateCampaign
  save: SaveDraft
  reread: (fileId: string, chosen: Chosen) => Promise<Result>
  /** Removes a file that was not imported. */
  discard: (fileId: string) => Promise<Result>
  /** What stands above the file, that it was imported before, or where there is none, which files wait to be. */
  children?: ReactNode
}

/** Step 1: the file as it was read, and what to do with its rows. */
export function UploadStep(props: UploadStepProps) {
  const { slug, file, limits, campaigns, createCampaign, save, reread, discard, children, ...first } = props
  const fileId = file?.fileId ?? null
  const draft = useDraft(fileId, save)
  const form = useForm<ImportOptions>({ defaultValues: optionsOf(file, first) })
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
      {file ? children : null}
      {file ? (
        <FileSummary
          file={file}
          reread={(chosen) => reread(file.fileId, chosen)}
          onRemove={() => sent.remove(() => discard(file.fileId))}
          heading={places.summary}
        />
      ) : (
        <FilePlace {...sent} slug={slug} limits={limits.text} button={places.choose} />
      )}
      {file ? null : children}
      <OptionsForm form={form} campaigns={campaigns} createCampaign={createCampaign} />
      <WizardFoot>
        <Button type="submit" variant="primary" pending={draft.going} disabled={fileId === null}>
          Next: {next}
        </Button>
        {fileId === null ? (
          <span className="text-ink-3">
            {sent.sending.step === 'none' ? 'Choose a file first.' : 'The file is on its way.'}
          </span>
        ) : null}
      </WizardFoot>
    </form>
  )
}

type First = Pick<UploadStepProps, 'updateFirst' | 'campaignFirst'>

function optionsOf(file: WizardFile | null, { updateFirst, campaignFirst }: First): ImportOptions {
  if (!file) return { update: updateFirst, blankCells: 'keep', campaignId: campaignFirst, tag: '' }
  const { campaignId, update, blankCells, tag } = file.draft
  return { update, blankCells, campaignId: campaignId ?? '', tag }
}

function patchOf({ campaignId, ...options }: ImportOptions): DraftPatch {
  return { ...options, campaignId: campaignId === '' ? null : campaignId }
}

type FilePlaceProps = ReturnType<typeof useFileOfPage> & {
  slug: string
  limits: string
  button: ReturnType<typeof useFocusOf>['choose']
}

/** The place for a file, or the file on its way. */
function FilePlace({ slug, limits, button, sending, tries, ...sent }: FilePlaceProps) {
  switch (sending.step) {
    case 'none':
      return (
        <>
          <UnfinishedList url={`/api/${slug}/files`} onFile={sent.send} />
          <FileDrop
            limits={limits}
            sampleHref={`/api/${slug}/sample.csv`}
            refusal={sending.refusal}
            attempt={tries}
            onFile={sent.send}
            button={button}
          />
        </>
      )
    case 'sending':
      return <SendingBar file={sending} onPause={sent.pause} onResume={sent.resume} onCancel={sent.drop} />
    case 'received':
      return (
        <p className="rounded-md border border-control p-3">
          <span className="font-semibold break-words">{sending.name}</span> was read. Showing it…
        </p>
      )
  }
}

type FileOfPage = Pick<UploadStepProps, 'slug' | 'limits' | 'save'> & { options: () => DraftPatch }

/** Sends a file, and once it was received puts it in the address of the page: a reload finds it again. */
function useFileOfPage({ slug, limits, save, options }: FileOfPage) {
  const router = useRouter()
  const announce = useAnnounce()
  const [, startTransition] = useTransition()
  const sent = useSentFile(`/api/${slug}/files`, limits, (file) =>
    startTransition(async () => {
      await save(file.fileId, options())
      announce(`${file.name} was read: ${factsText(file.facts)}.`)
      startTransition(() => router.replace(stepHref(slug, 'upload', file.fileId), { scroll: false }))
    }),
  )
  function remove(discard: () => Promise<Result>) {
    sent.drop()
    startTransition(async () => {
      await discard()
      startTransition(() => router.replace(stepHref(slug, 'upload', null), { scroll: false }))
    })
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
