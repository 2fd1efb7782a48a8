// One bundle, three processes: the figures run in Electron's main process, the server they read from in its own, and so
// do idle connections. Not awaited: Electron is ready only when its entry has been evaluated.
if (process.argv.includes('--bench-server')) void import('./server.ts');
else if (process.argv.includes('--bench-idle')) void import('./idle-process.ts');
else void import('./run.ts');
