export const equipment = {
  'equipment.title': 'Devices and lanes',
} as const;
