export const consultation = {
  'consultation.title': 'Overview',
} as const;
