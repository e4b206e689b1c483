export const review = {
  'review.title': 'Worklist',
} as const;
