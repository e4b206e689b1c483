export const people = {
  'people.title': 'Sign in',
} as const;
