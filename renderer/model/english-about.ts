/** The words of the page "About and updates". */
export const about = {
  title: 'About and updates',
  sentence: 'Which version this is, what it is made of, and whether there is a newer one.',
  version: {
    title: 'Version',
    duplex: 'Duplex',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    platform: 'System',
    development: (version: string) => `${version}, from its sources`,
    copy: 'Copy as text',
  },
  licences: {
    title: 'Licences',
    own: 'Licence of Duplex',
    thirdParty: 'Licences of what is in it',
    show: 'Show the licences',
    loading: 'Reading…',
  },
  updates: {
    title: 'Updates',
    place: 'What is asked for:',
    nothingUnasked: 'Nothing is fetched before you ask for it. What is fetched is in the journal on the page',
    journal: 'Network isolation',
    check: 'Check for updates',
    download: (size: string) => `Download ${size}`,
    install: 'Install and restart',
    cancel: 'Cancel',
    waiting: 'a newer version is available',
    cancelName: 'Cancel what is under way',
    status: 'Update status',
    progress: 'Downloading the update',
    automatic: 'Check without being asked',
    automaticExplanation: (host: string) =>
      `At the start and once a day the newest version is asked for at ${host}. Nothing is downloaded or installed by itself.`,
    idle: 'Not checked since Duplex was started.',
    checking: 'Checking…',
    newest: (version: string, time: string) => `${version} is the newest version. Checked at ${time}.`,
    olderOffered: (offered: string, version: string, time: string) =>
      `${offered} is offered, which is older than ${version}: it is not taken. Checked at ${time}.`,
    available: (version: string, date: string) =>
      date === '' ? `Version ${version}` : `Version ${version} of ${date}`,
    availableFrom: (size: string, host: string) =>
      `${size} from ${host}. Its description is signed by the key of this app.`,
    downloading: (received: string, total: string) => `${received} of ${total}`,
    ready: (version: string) =>
      `Version ${version} is downloaded and verified. It is installed when you say so; Duplex closes for it, and open connections end.`,
    installing: 'Installing…',
    notes: 'What is new',
    noNotes: 'There are no notes for this version.',
    impossible: {
      development: 'This is Duplex from its sources: update them, and start it again.',
      noSource: 'This build does not know where updates come from.',
      badSource: 'This build names no place that updates can come from safely.',
      noKey: 'This build has no key that updates could be verified with, so it takes none.',
      byHand:
        'This is a folder or an archive that was unpacked: nothing knows how it was installed, so it is updated by hand. Unpack a newer one in its place.',
    },
    failed: {
      checking: 'Checking for updates failed.',
      downloading: 'The update could not be downloaded.',
      installing: 'The update could not be installed.',
    },
    advice: {
      refused:
        'Nothing of it is kept, and this version stays as it is. If it happens again, tell who publishes Duplex.',
      denied: 'The network policy can be changed on the page “Network isolation”; then check again.',
      tls: 'Somebody may be between you and the server. A certificate authority of your own is added on the page “Secure connections”.',
      disk: 'Make room on the disk, and see that your cache folder may be written to.',
      network: 'Check your network, and try again later.',
      install: 'Check for updates once more, or install the newer version by hand.',
    },
    isolation: 'Show why',
  },
} as const;
