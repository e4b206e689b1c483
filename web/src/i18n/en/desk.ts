export const desk = {
  'desk.title': 'Image',
} as const;
