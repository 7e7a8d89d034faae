import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { ToggleWebProvider } from '@toggle/openfeature-web';

const { VITE_TOGGLE_URL = 'http://localhost:8080', VITE_TOGGLE_KEY } = import.meta.env;
const flags = OpenFeature.getClient();

/** Every evaluation is answered from memory, so a page may simply draw itself again. */
function draw() {
  const checkout = flags.getBooleanDetails('new-checkout', false);
  const section = document.getElementById('checkout');
  section.className = checkout.value ? 'new' : 'old';
  section.textContent = checkout.value ? 'The new checkout' : 'The checkout you know';
}

function note(sentence) {
  const item = document.createElement('li');
  item.textContent = `${new Date().toLocaleTimeString()} ${sentence}`;
  document.getElementById('events').prepend(item);
}

flags.addHandler(ProviderEvents.ConfigurationChanged, (event) => {
  note(`changed: ${event?.flagsChanged?.join(', ')}`);
  draw();
});
flags.addHandler(ProviderEvents.ContextChanged, draw);
flags.addHandler(ProviderEvents.Stale, () => note('stale: the last known answers are shown'));
flags.addHandler(ProviderEvents.Error, (event) => note(`error: ${event?.message}`));
flags.addHandler(ProviderEvents.Ready, () => {
  note('ready');
  draw();
});

const user = document.getElementById('user');
user.addEventListener('change', () => OpenFeature.setContext({ targetingKey: user.value }));

draw();
OpenFeature.setProvider(
  new ToggleWebProvider({ baseUrl: VITE_TOGGLE_URL, clientKey: VITE_TOGGLE_KEY }),
  { targetingKey: user.value },
);
