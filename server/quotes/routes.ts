import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import {
  optionStatesRequestSchema,
  optionStatesSchema,
  quotePageQuerySchema,
  quotePatchSchema,
  quoteRequestSchema,
  quoteSchema,
} from './contract.ts';
import { changeQuote, makeQuote, readQuote, type SelectionRule } from './make-quote.ts';
import { tellOptionStates } from './tell-option-states.ts';

const tag = 'orders';
const ofQuote = z.object({ quoteId: z.uuid() });

/** Why a wanted moment is refused. */
export const whenRefusals = ['starts-in-the-past', 'too-far-ahead', 'ends-before-it-begins'];

/** The routes before an order: what could be changed, and quotes. */
export const quotesRoutes = (rule: SelectionRule): Route[] => [
  route(
    {
      method: 'post',
      path: '/api/options/states',
      who: 'person',
      tag,
      summary: 'What can be done with each option on some lines, and why not',
      body: optionStatesRequestSchema,
      answer: optionStatesSchema,
      refusals: ['mixed-selection', 'nothing-selected', 'too-many-lines'],
    },
    (call, { body }) => tellOptionStates(call, body, rule),
  ),
  route(
    {
      method: 'post',
      path: '/api/quotes',
      who: 'may-change',
      tag,
      summary: 'A dry run of a change: what would be done to each line, at what price, and why not',
      body: quoteRequestSchema,
      status: 201,
      answer: quoteSchema,
      refusals: ['mixed-selection', 'nothing-selected', 'too-many-lines', ...whenRefusals],
    },
    (call, { body }) => makeQuote(call, body, rule),
  ),
  route(
    {
      method: 'get',
      path: '/api/quotes/{quoteId}',
      who: 'person',
      tag,
      summary: 'A quote with a page of its lines',
      params: ofQuote,
      query: quotePageQuerySchema,
      answer: quoteSchema,
      refusals: ['quote-ordered', 'quote-expired'],
    },
    (call, { params, query }) => readQuote(call, { ...params, ...query }),
  ),
  route(
    {
      method: 'patch',
      path: '/api/quotes/{quoteId}',
      who: 'may-change',
      tag,
      summary: 'Leaves lines or actions out of a quote, and judges the rest as it is now; empty: only that',
      params: ofQuote,
      body: quotePatchSchema,
      answer: quoteSchema,
      refusals: ['nothing-selected', 'quote-ordered', ...whenRefusals],
    },
    (call, { params, body }) => changeQuote(call, { ...params, ...body }),
  ),
];
