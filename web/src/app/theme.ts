import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

/** Jade, from the darkest that carries white text to the lightest; shade 8 is the light scheme's accent. */
const jade: MantineColorsTuple = [
  '#e6f7f3',
  '#cdebe4',
  '#9fd8cb',
  '#7accbc',
  '#5cc2b0',
  '#3aa593',
  '#24897a',
  '#167767',
  '#0f6a5c',
  '#0a4f45',
];

/** Greys with a little of the night in them: what dark surfaces are made of. */
const night: MantineColorsTuple = [
  '#e8edf1',
  '#c9d3db',
  '#a7b4bf',
  '#7f8d99',
  '#53616d',
  '#2c3843',
  '#1b242d',
  '#131a21',
  '#0c1116',
  '#080b0f',
];

/** Garita's own look over Mantine's components; plain CSS uses the tokens of tokens.css. */
export const theme = createTheme({
  colors: { jade, dark: night },
  primaryColor: 'jade',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  // Mantine chooses the words' colour by the light scheme's shade alone; on the dark scheme's white would be illegible.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    const isPrimary = input.variant === 'filled' && (input.color === undefined || input.color === 'jade');
    return isPrimary ? { ...colours, color: 'var(--g-on-accent)' } : colours;
  },
  fontFamily: 'var(--g-font)',
  fontFamilyMonospace: 'var(--g-mono)',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Locking the page's scrolling would write a style element that the Content-Security-Policy rightly refuses.
  components: { Modal: { defaultProps: { lockScroll: false } }, Drawer: { defaultProps: { lockScroll: false } } },
});
