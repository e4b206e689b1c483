import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import './app/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadCatalogue, preferredLanguage } from './i18n/language.tsx';

const language = preferredLanguage();
document.documentElement.lang = language;
const catalogue = await loadCatalogue(language);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');
createRoot(root).render(
  <StrictMode>
    <App language={language} catalogue={catalogue} />
  </StrictMode>,
);
