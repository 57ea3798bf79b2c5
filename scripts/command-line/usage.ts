/** Wrong usage: the sentence goes to standard error, and the process exits with 2. */
export class WrongUsage extends Error {}

/** Something that could not be done, in a sentence: exits with 1. */
export class Failed extends Error {}

export const usage = `Usage: npm run -s fairlead -- COMMAND

  import FILE [--account SLUG] [--as EMAIL] [--update] [--blank-cells keep|clear]
              [--campaign NAME] [--tag TAG] [--map '{"Mail":"email"}'] [--dry-run] [--json]
  report NUMBER [--account SLUG] [--rows all|added|modified|rejected] [--json | --csv]
  verify NUMBER [--account SLUG] [--json]
  leads [--account SLUG] [--json | --csv]
  deleted check EMAIL | clean [--account SLUG]
  account create SLUG --admin EMAIL [--plan trial|starter|growth|agency|unlimited]
  account plan SLUG PLAN
  account delete SLUG --yes
  campaign create NAME [--reject-not-valid [invalid,risky,unknown,not_verified]] [--account SLUG]
  campaign list [--account SLUG] [--json]
  lead delete EMAIL [--permanently] [--account SLUG]

Without --account the demo account is meant, without --as its first admin.`
