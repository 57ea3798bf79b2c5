'use client'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useAnnounce } from '@/components/ui/status-region'
import { Time } from '@/components/ui/time'
import { columnTitle } from '@/lib/imports/column-title'
import { guessesToCheck, mappingOfDraft } from '@/lib/imports/draft'
import type { Mapping } from '@/lib/imports/mapping'
import { type MappingTarget, targetLabel } from '@/lib/imports/mapping-target'
import { ColumnTable, columnFieldId } from './column-table'
import { columnOrder, matchSummary, withChoice } from './columns'
import { looksRightId } from './match-mark'
import { emailColumnMissing } from './new-import-schema'
import type { ColumnMatch } from './received-file'
import { type SaveDraft, useDraft } from './use-draft'
import { stepHref, type WizardFile } from './wizard'
import { WizardFoot } from './wizard-foot'

/** What was chosen for a file with the same headers before. */
export type RememberedColumns = { matches: ColumnMatch[]; number: number; at: Date; isOwn: boolean }

type ColumnsStepProps = {
  slug: string
  file: WizardFile
  /** As the matcher has it. */
  own: ColumnMatch[]
  remembered: RememberedColumns | null
  /** The account's custom fields. */
  customFields: readonly string[]
  save: SaveDraft
}

/** Step 2: which lead field each column of the file is imported as. */
export function ColumnsStep({ slug, file, own, remembered, customFields, save }: ColumnsStepProps) {
  const draft = useDraft(file.fileId, save)
  const columns = useColumns({ file, own, remembered, keep: draft.keep })
  const { matches, mapping, looked, order, toCheck } = columns
  const [tries, setTries] = useState(0)
  const errors = tries > 0 ? errorsOf(file, { mapping, order, toCheck }) : new Map<number, string>()

  function goOn() {
    setTries(tries + 1)
    if (mapping.includes('email') && toCheck.length === 0)
      draft.keepAndGo({ mapping, looked }, stepHref(slug, 'check', file.fileId))
  }
  return (
    <div className="flex flex-col gap-4">
      <ErrorSummary reason={draft.refusal} fields={summaryOf(errors, toCheck)} attempt={tries} />
      {remembered ? (
        <RememberedNote
          remembered={remembered}
          slug={slug}
          used={columns.from === 'remembered'}
          onSwitch={columns.startFrom}
        />
      ) : null}
      <p className="text-ink-2">{matchSummary(mapping, toCheck.length)}</p>
      {columns.freed ? <FreedNote freed={columns.freed} onUndo={columns.undo} /> : null}
      <ColumnTable
        key={columns.from}
        file={{ ...file, matches }}
        order={order}
        mapping={mapping}
        looked={looked}
        customFields={customFields}
        onChoose={columns.choose}
        onLook={columns.look}
        errors={errors}
      />
      <WizardFoot back={stepHref(slug, 'upload', file.fileId)}>
        <Button variant="primary" pending={draft.going && tries > 0} onClick={goOn}>
          Next: check
        </Button>
      </WizardFoot>
    </div>
  )
}

type Freed = { sentence: string; before: Mapping }
type From = 'remembered' | 'own'
type ColumnsArguments = Pick<ColumnsStepProps, 'file' | 'own' | 'remembered'> & {
  keep: ReturnType<typeof useDraft>['keep']
}

/** What is chosen on the step; every change is kept on the server. */
function useColumns({ file, own, remembered, keep }: ColumnsArguments) {
  const announce = useAnnounce()
  const [from, setFrom] = useState<From>(remembered && !file.draft.startedOver ? 'remembered' : 'own')
  const matches = from === 'remembered' && remembered ? remembered.matches : own
  const [mapping, setMapping] = useState(() => mappingOfDraft(file.draft, matches))
  const [looked, setLooked] = useState(file.draft.looked)
  const [order, setOrder] = useState(() => columnOrder(mapping))
  const [freed, setFreed] = useState<Freed | null>(null)

  function take(nextMapping: Mapping, nextLooked: number[]) {
    setMapping(nextMapping)
    setLooked(nextLooked)
    keep({ mapping: nextMapping, looked: nextLooked })
  }
  function choose(column: number, field: MappingTarget | null) {
    const chosen = withChoice(mapping, column, field)
    const sentence =
      chosen.freed === null || field === null
        ? null
        : `${targetLabel(field)} was matched to “${columnTitle(file.facts.columns, chosen.freed)}”; that column is now not imported.`
    setFreed(sentence === null ? null : { sentence, before: mapping })
    if (sentence) announce(sentence)
    take(chosen.mapping, withNumber(looked, column, true))
  }
  function undo() {
    if (!freed) return
    setFreed(null)
    take(freed.before, looked)
  }
  function startFrom(next: From) {
    const begun = (next === 'remembered' && remembered ? remembered.matches : own).map(({ field }) => field)
    setFrom(next)
    setMapping(begun)
    setLooked([])
    setOrder(columnOrder(begun))
    setFreed(null)
    keep({ mapping: null, looked: [], startedOver: next === 'own' })
    announce(next === 'own' ? 'The columns are matched anew.' : 'The columns are matched as before.')
  }
  return {
    ...{ from, matches, mapping, looked, order, freed, choose, undo, startFrom },
    toCheck: guessesToCheck(matches, mapping, looked),
    look: (column: number, is: boolean) => take(mapping, withNumber(looked, column, is)),
  }
}

function withNumber(numbers: readonly number[], one: number, there: boolean): number[] {
  const others = numbers.filter((number) => number !== one)
  return there ? [...others, one] : others
}

type Standing = { mapping: Mapping; order: readonly number[]; toCheck: readonly number[] }

/** What must be corrected before the next step, by column. A missing email is said at the first column. */
function errorsOf({ facts }: WizardFile, { mapping, order, toCheck }: Standing): Map<number, string> {
  const errors = new Map(
    toCheck.map((column) => [
      column,
      `Check “${columnTitle(facts.columns, column)}”: tick “Looks right” or choose another field.`,
    ]),
  )
  if (!mapping.includes('email')) errors.set(order[0] ?? 0, emailColumnMissing)
  return errors
}

function summaryOf(errors: ReadonlyMap<number, string>, toCheck: readonly number[]): Record<string, string> {
  return Object.fromEntries(
    [...errors].map(([column, sentence]) => [
      sentence !== emailColumnMissing && toCheck.includes(column)
        ? looksRightId(column)
        : columnFieldId(column),
      sentence,
    ]),
  )
}

function FreedNote({ freed, onUndo }: { freed: Freed; onUndo: () => void }) {
  return (
    <Banner
      actions={
        <Button size="small" onClick={onUndo}>
          Undo
        </Button>
      }
    >
      {freed.sentence}
    </Banner>
  )
}

type RememberedNoteProps = {
  remembered: RememberedColumns
  slug: string
  used: boolean
  onSwitch: (from: From) => void
}

/** Says where the mapping is from, and leads to the matcher's own and back. */
function RememberedNote({ remembered: { number, at, isOwn }, slug, used, onSwitch }: RememberedNoteProps) {
  return (
    <Banner
      actions={
        <Button size="small" onClick={() => onSwitch(used ? 'own' : 'remembered')}>
          {used ? 'Start over' : 'Use that mapping'}
        </Button>
      }
    >
      {used ? 'Mapping from' : 'There is a mapping from'} {isOwn ? 'your import' : 'an import'} of{' '}
      <Time at={at} show="date" /> (
      <a className="link" href={`/${slug}/imports/${number}`}>
        #{number}
      </a>
      ).
    </Banner>
  )
}
