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

/** What the settings of the log mean; their labels are in english-settings.ts. */
export const logSettings = {
  mebibytes: 'MiB',
  days: 'days',
  fault: (field: string, least: string, most: string) => `${field}: a whole number from ${least} to ${most}.`,
  whenFull: {
    oldest: 'Let the oldest go',
    oldestText: 'The newest is always there.',
    ask: 'Stop reading and ask',
    askText: 'The server has to wait until you have chosen.',
    stop: 'Stop recording',
    stopText: 'The connection goes on; only events are recorded.',
  },
  isPrivateText:
    'For new sessions: nothing stays after the session is discarded or the app ends. After a crash it is deleted at the next start.',
  recordsFramesText: 'For new sessions: a row for each frame of a message, with its size and bits.',
};
