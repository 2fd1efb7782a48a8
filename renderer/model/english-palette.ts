/** The command palette. */
export const palette = {
  label: 'Command palette',
  placeholder: 'What do you want to do?',
  results: 'Commands',
  none: 'Nothing has these letters.',
  found: (count: number) => (count === 1 ? '1 command' : `${count} commands`),
  groups: { recent: 'Recent', pages: 'Pages', window: 'Window', settings: 'Settings', server: 'Built-in server' },
  theme: (theme: string) => `Theme: ${theme}`,
  language: (language: string) => `Language: ${language}`,
  setting: (label: string) => `Setting: ${label}`,
};
