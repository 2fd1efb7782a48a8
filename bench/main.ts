// One bundle, two processes: the figures run in Electron's main process, the server they read from in its own. Not
// awaited: Electron is ready only when its entry has been evaluated.
if (process.argv.includes('--bench-server')) void import('./server.ts');
else void import('./run.ts');
