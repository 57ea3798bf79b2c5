'use client'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { CampaignOffer } from '@/lib/campaigns/add-leads'
import type { Result } from '@/lib/result'
import type { Chosen } from './selection'
import { useDeedDialog } from './use-deed-dialog'

export type AddToCampaign = (input: { chosen: Chosen; campaignId: string }) => Promise<Result<CampaignOffer>>
export type Offered = { campaign: { id: string; name: string }; offer: CampaignOffer }

type CampaignDialogProps = {
  slug: string
  count: number
  chosen: Chosen
  campaigns: readonly { id: string; name: string }[]
  addToCampaign: AddToCampaign
  onOffered: (offered: Offered) => void
}

/** The button "Add to campaign" and the choice behind it. */
export function CampaignDialog(props: CampaignDialogProps) {
  const { slug, count, chosen, campaigns, addToCampaign, onOffered } = props
  const { open, refusal, pending, turn, run } = useDeedDialog()
  const [campaignId, setCampaignId] = useState('')
  const [error, setError] = useState<string>()

  function offer() {
    const campaign = campaigns.find(({ id }) => id === campaignId)
    if (!campaign) return setError('Choose a campaign.')
    run(
      () => addToCampaign({ chosen, campaignId }),
      (offered) => onOffered({ campaign, offer: offered }),
    )
  }
  return (
    <Dialog
      trigger={<Button>Add to campaign</Button>}
      open={open}
      onOpenChange={(open) => {
        setError(undefined)
        turn(open)
      }}
      title={`Add ${countOf(count, 'lead')} to a campaign`}
      description="Leads that are in it already stay as they are. A campaign may reject leads that are not valid."
    >
      <ErrorSummary reason={refusal} fields={error ? { 'bulk-campaign': error } : {}} pending={pending} />
      {campaigns.length === 0 ? (
        <p>
          There is no campaign yet. <ButtonLink href={`/${slug}/campaigns`}>Campaigns</ButtonLink>
        </p>
      ) : (
        <Field id="bulk-campaign" label="Campaign" error={error}>
          {(control) => (
            <Select
              {...control}
              value={campaignId}
              onChange={(event) => {
                setCampaignId(event.target.value)
                setError(undefined)
              }}
            >
              <option value="">Choose a campaign</option>
              {campaigns.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        {campaigns.length === 0 ? null : (
          <Button variant="primary" pending={pending} onClick={offer}>
            Add {countOf(count, 'lead')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
