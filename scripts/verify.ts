// `npm run verify -- NUMBER [--account SLUG] [--json]`: short for `npm run -s fairlead -- verify …`.
process.argv.splice(2, 0, 'verify')
await import('./fairlead')

export {}
