export const exchange = {
  'exchange.title': 'Sharing',
} as const;
