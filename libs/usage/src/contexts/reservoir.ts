/**
 * A fair sample of all that was offered since it was last emptied: each is as likely to be in it (Vitter, "Random
 * sampling with a reservoir", 1985, algorithm R). What is not taken in is not looked at.
 */
export class Reservoir<Item> {
  private items: Item[] = [];
  private offered = 0;

  constructor(
    private readonly size: number,
    private readonly random: () => number = Math.random,
  ) {}

  /** @param make makes the item, where it is taken in */
  offer(make: () => Item): void {
    this.offered += 1;
    if (this.items.length < this.size) {
      this.items.push(make());
      return;
    }
    const place = Math.floor(this.random() * this.offered);
    if (place < this.size) this.items[place] = make();
  }

  /** Hands over the sample and begins anew. */
  take(): Item[] {
    const { items } = this;
    this.items = [];
    this.offered = 0;
    return items;
  }
}
