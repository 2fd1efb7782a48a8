/** What the bar above the transcript says where not everything is recorded. */
export const recording = {
  label: 'Recording',
  asking: (limit: string) => `The log of this session has reached ${limit}. Reading has stopped.`,
  limit: (limit: string) => `The log of this session has reached ${limit}. Only events are recorded.`,
  disk: 'The disk takes nothing more: messages are not recorded. It is tried again every second.',
  keepMore: (size: string) => `Keep ${size} more`,
  oldest: 'Let the oldest go',
  stop: 'Stop recording',
  isPrivate: 'Private',
  isPrivateText: 'The log of this session is deleted when the session is, and when the app ends.',
};

/** The settings on the page "Logs". */
export const logSettings = {
  title: 'Settings',
  sessionLimit: 'Limit of one session',
  totalLimit: 'Limit of all logs',
  totalLimitHint: 'Past it the oldest that are over are deleted.',
  keepDays: 'Keep for',
  keepDaysHint: 'Older ones are deleted.',
  mebibytes: 'MiB',
  days: 'days',
  same: (size: string) => `That is ${size} on disk.`,
  fault: (field: string, least: string, most: string) => `${field}: a whole number from ${least} to ${most}.`,
  whenFull: {
    label: 'When a session’s log is full',
    oldest: 'Let the oldest go',
    oldestText: 'The newest is always there.',
    ask: 'Stop reading and ask',
    askText: 'The server has to wait until you have chosen.',
    stop: 'Stop recording',
    stopText: 'The connection goes on; only events are recorded.',
  },
  isPrivate: 'Private mode',
  isPrivateText:
    'For new sessions: nothing stays after the session is discarded or the app ends. After a crash it is deleted at the next start.',
  recordsFrames: 'Record every frame',
  recordsFramesText: 'For new sessions: a row for each frame of a message, with its size and bits.',
};
