import { Checkout } from './Checkout.jsx';
import { User } from './User.jsx';

export function App() {
  return (
    <main>
      <h1>Your basket</h1>
      <Checkout />
      <User />
    </main>
  );
}
