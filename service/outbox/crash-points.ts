/** Points at which a test may end the process, in the order of one attempt; `drain`: when the service begins to stop. */
export const CRASH_POINTS = [
  'outbox:claimed',
  'outbox:before-send',
  'outbox:after-send',
  'outbox:after-answer',
  'outbox:after-row',
  'drain',
] as const;
