/** Where this browser keeps what a person has begun with many numbers and not ended. */
export function keptWorkKey(personId: string): string {
  return `flottille.assigning.${personId}`;
}
