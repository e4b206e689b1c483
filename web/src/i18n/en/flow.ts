export const flow = {
  'flow.title': 'What is happening now',
} as const;
