import { runChecks } from './checks/all'
import { showCheck } from './checks/show'

// The static checks alone: no database, no browser.
const failed = await runChecks(showCheck)
process.exit(failed.length ? 1 : 0)
