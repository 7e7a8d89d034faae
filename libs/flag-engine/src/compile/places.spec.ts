import { holds } from '../testing/builders';

describe('attributes that are compared', () => {
  it('are told apart, however many there are', () => {
    const attributes = Array.from({ length: 40 }, (_, index) => `attribute-${index}`);
    const context = Object.fromEntries(attributes.map((attribute, index) => [attribute, index]));
    const isIndex = (attribute: string, index: number) =>
      holds({ attribute, operator: 'equals', values: [index] }, context);
    for (const [index, attribute] of attributes.entries()) {
      expect(isIndex(attribute, index)).toBe(true);
      expect(isIndex(attribute, index + 1)).toBe(false);
    }
  });
});
