// One bundle, five kinds of process: the figures run in Electron's main process, the server they talk to and what drives
// the whole app in a plain Node, and idle connections and what a transfer takes of memory in processes of their own. Not awaited: Electron is ready only
// when its entry has been evaluated.

// `ws` reads it when it is loaded. The peer with bufferutil is an instance of its own (ws-with-bufferutil.ts).
process.env['WS_NO_BUFFER_UTIL'] = '1';

if (process.argv.includes('--bench-server')) void import('./server.ts');
else if (process.argv.includes('--bench-idle')) void import('./idle-process.ts');
else if (process.argv.includes('--bench-transfer')) void import('./transfer-process.ts');
else if (process.argv.includes('--bench-live')) void import('./live/run.ts');
else void import('./run.ts');
