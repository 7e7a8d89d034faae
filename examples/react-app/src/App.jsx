import { Suspense } from 'react';
import { Checkout } from './Checkout.jsx';
import { User } from './User.jsx';

export function App() {
  return (
    <main>
      <h1>Your basket</h1>
      <Suspense fallback={<section className="old">…</section>}>
        <Checkout />
      </Suspense>
      <User />
    </main>
  );
}
