import fc from 'fast-check';

/** A name as in Keystone: anything but control characters and blanks around it. */
export const anyName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom('- a', 'a: b', ...'no null ~ 0123 1e3 __proto__ << *a &a !!str # " \' $X \\'.split(' ')),
  )
  .filter((text) => text.trim() === text && !/[\p{Cc}\p{Cs}]/u.test(text));

export const domain = fc.oneof(fc.record({ id: anyName }), fc.record({ name: anyName }));
export const ref = fc.oneof(fc.record({ id: anyName }), fc.record({ name: anyName, domain }));

/** A text with pieces of it taken out, doubled, or replaced. */
export function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(40),
    by: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('&a ', '<<: ', ': ', '- ', '\n', '\t', ...'" \' \\ $ ` { } [ *a | $( ${'.split(' ')),
    ),
  });
  return fc
    .array(change, { maxLength: 6 })
    .map((changes) =>
      changes.reduce((now, { at, length, by }) => now.slice(0, at) + by + now.slice(at + length), text),
    );
}
