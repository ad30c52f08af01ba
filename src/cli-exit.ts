/** Exit statuses, as documented in the README. */
export const EXIT = { done: 0, problems: 1, usage: 2, internal: 3, cancelled: 130 } as const;
