import {
  Alert,
  Button,
  Checkbox,
  createTheme,
  Input,
  type MantineColorsTuple,
  Modal,
  Pagination,
  Radio,
  Switch,
  Tooltip,
} from '@mantine/core';

const INK: MantineColorsTuple = [
  '#f5f6f8',
  '#e6e9ed',
  '#ccd2da',
  '#a8b0bc',
  '#818b9a',
  '#5f6979',
  '#191d24',
  '#14171c',
  '#101216',
  '#0b0d10',
];

const NIGHT: MantineColorsTuple = [
  '#e9ebef',
  '#c3c9d3',
  '#a3acba',
  '#6c7584',
  '#3b434f',
  '#272c35',
  '#1c2027',
  '#16191f',
  '#0f1115',
  '#0a0c0f',
];

/** Fonts that people's machines have; none is loaded. */
const FONTS =
  'Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, Helvetica, Arial, sans-serif';

/** A filled button without a colour of its own is ink on paper, and paper on ink in the dark. */
const button = Button.extend({
  vars: (_theme, { color, variant }) => ({
    root:
      color === undefined && (variant === undefined || variant === 'filled')
        ? {
            '--button-bg': 'var(--app-primary)',
            '--button-hover': 'var(--app-primary-hover)',
            '--button-color': 'var(--app-on-primary)',
          }
        : {},
  }),
});

/** Notices in the console's own colours: a tint, a fine line, text that can be read on it. */
const alert = Alert.extend({
  vars: (_theme, { color }) => {
    const hue = color === 'red' ? 'red' : 'amber';
    return {
      root: {
        '--alert-bg': `var(--app-${hue}-soft)`,
        '--alert-color': `var(--app-${hue}-text)`,
        '--alert-bd': `1px solid color-mix(in srgb, var(--app-${hue}) 30%, transparent)`,
      },
    };
  },
});

/** Sizes, type and defaults; the colours stand in `tokens.css`. */
export const theme = createTheme({
  colors: { ink: INK, dark: NIGHT },
  primaryColor: 'ink',
  primaryShade: 6,
  defaultRadius: 'md',
  fontFamily: FONTS,
  fontFamilyMonospace: 'var(--app-font-mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { md: '1.5' },
  headings: {
    fontFamily: FONTS,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Alert: alert,
    Button: button,
    // What may be left out says so; most fields may not.
    InputWrapper: Input.Wrapper.extend({ defaultProps: { withAsterisk: false } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
      },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: 'var(--app-on-primary)' } }),
    Pagination: Pagination.extend({
      vars: () => ({ root: { '--pagination-active-color': 'var(--app-on-primary)' } }),
    }),
    Radio: Radio.extend({ defaultProps: { iconColor: 'var(--app-on-primary)' } }),
    RadioIndicator: Radio.Indicator.extend({
      defaultProps: { iconColor: 'var(--app-on-primary)' },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true } }),
  },
});
