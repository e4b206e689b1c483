/** The words of the pages on which equipment is evaluated and decided about. */
export const equipmentWork = {
  'work.title': 'Evaluate',
} as const;
