import { useQuery } from '@tanstack/react-query';
import { meQuery } from './session.ts';

/** The name of the signed-in person's company: stands where no user is named. */
export function useCompanyName(): string {
  const { data: person } = useQuery(meQuery);
  return person?.organisation?.name ?? '';
}
