import { OpenFeature, OpenFeatureProvider } from '@openfeature/react-sdk';
import { ToggleWebProvider } from '@toggle/openfeature-web';
import { createRoot } from 'react-dom/client';
import { App } from './App.jsx';
import './style.css';

const { VITE_TOGGLE_URL = 'http://localhost:8080', VITE_TOGGLE_KEY } = import.meta.env;

OpenFeature.setProvider(
  new ToggleWebProvider({ baseUrl: VITE_TOGGLE_URL, clientKey: VITE_TOGGLE_KEY }),
  { targetingKey: 'alice' },
);

createRoot(document.getElementById('root')).render(
  <OpenFeatureProvider>
    <App />
  </OpenFeatureProvider>,
);
