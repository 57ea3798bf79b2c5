// Loaded first in the processes we start: when the one that started us is gone, however it ended, so are we.
// Node hands it on to what they fork; those have a parent of their own.
if (process.channel && process.ppid === Number(process.env.FAIRLEAD_PARENT)) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}
