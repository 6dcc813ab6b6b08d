/** Stands in for the generated types until the first `npm run api`. */
type Json<T> = { content: { 'application/json': T } };
type Person = { id: string; name: string; firstName: string; email: string; role: 'manager' | 'viewer' | 'staff'; locale: 'fr' | 'nl' | 'en' | 'de'; organisation: { id: string; name: string } | null };
type Post<B, R> = { requestBody: Json<B>; responses: R };
export interface paths {
  '/api/sign-in': { post: Post<{ email: string; password: string }, { 200: Json<{ person: Person }> }> };
  '/api/sign-out': { post: { responses: { 204: { content?: never } } } };
  '/api/sign-out-everywhere': { post: { responses: { 204: { content?: never } } } };
  '/api/me': { get: { responses: { 200: Json<{ person: Person }> } }; patch: { requestBody: Json<{ locale?: Person['locale'] }>; responses: { 200: Json<{ person: Person }> } } };
  '/api/password/forgot': { post: Post<{ email: string; locale: Person['locale'] }, { 202: { content?: never } }> };
  '/api/password/reset': { post: Post<{ token: string; password: string }, { 204: { content?: never } }> };
}
