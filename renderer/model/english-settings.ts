/** The page "Settings". */
export const settings = {
  title: 'Settings',
  sentence: 'What is changed here holds at once, and is kept.',
  search: 'Find a setting',
  found: (count: number) => (count === 1 ? '1 setting' : `${count} settings`),
  none: 'No setting has these words.',
  showAll: 'Show all settings',
  groups: {
    appearance: 'Appearance',
    transcript: 'Transcript',
    logs: 'Logs',
    network: 'Network',
    app: 'App',
  },
  languages: { system: 'Same as system', en: 'English', de: 'Deutsch', pseudo: 'Pseudo-language (for tests)' },
  percent: (percent: string) => `${percent} %`,
  open: 'Open',
  openFolder: 'Open the folder',
  chooseFolder: 'Choose another…',
  reset: 'Reset all',
  undo: 'Undo',
  linksByPackage: 'Decided where Duplex is installed, by its package and the system',
  wasReset: 'All settings have their defaults.',
  /** `also` are words by which it is found, too. */
  items: {
    theme: {
      label: 'Theme',
      text: 'The colours of the window.',
      also: 'dark light high contrast color mode appearance',
    },
    language: { label: 'Language', text: 'Of the page, the menus and the dialogs.', also: 'english deutsch german' },
    zoom: { label: 'Zoom', text: 'How large everything is.', also: 'size scale text larger smaller' },
    columns: {
      label: 'Columns',
      text: 'What the transcript shows of each row, besides its content.',
      also: 'time size',
    },
    rowHeight: { label: 'Row height', text: 'Low rows show more at once.', also: 'compact comfortable density' },
    sessionLimit: { label: 'Limit of one session', text: 'On disk.', also: 'log size mib space' },
    totalLimit: {
      label: 'Limit of all logs',
      text: 'Past it the oldest that are over are deleted.',
      also: 'size mib disk space',
    },
    keepDays: { label: 'Keep for', text: 'Older logs are deleted.', also: 'days age ageing delete' },
    whenFull: {
      label: 'When a session’s log is full',
      text: 'What happens at the limit.',
      also: 'limit stop ask oldest',
    },
    isPrivate: { label: 'Private mode', text: '', also: 'secret delete' },
    recordsFrames: { label: 'Record every frame', text: '', also: 'frames opcode' },
    updates: { label: 'Updates', text: 'Whether newer versions are looked for.', also: 'version check' },
    links: {
      label: 'Open duplex: links with Duplex',
      text: 'A link fills in an address, after a question; it never connects.',
      also: 'url protocol scheme default app windows',
    },
    proxy: { label: 'Proxy', text: 'Which proxies connections take.', also: 'pac socks http' },
    policy: {
      label: 'Network policy',
      text: 'Which networks and servers may be reached.',
      also: 'isolation capability allow deny private internet',
    },
    trust: {
      label: 'Trusted servers',
      text: 'Certificates and authorities that are trusted besides the system’s.',
      also: 'tls certificate pin',
    },
    libraryFolder: {
      label: 'Library folder',
      text: 'Your connections, messages and environments are plain files in it. Choosing another one moves nothing.',
      also: 'yaml documents path workbench',
    },
    dataFolder: { label: 'Data folder', text: 'Everything Duplex keeps is in it.', also: 'path files reveal' },
    reset: {
      label: 'Reset all settings',
      text: 'All that is set on this page. Links, network policy, proxy and trusted servers stay as they are.',
      also: 'default undo',
    },
  },
};

/** Where the page "Logs" leads to its settings. */
export const logSettingsLink = 'Limits, age and private mode are in the settings';
