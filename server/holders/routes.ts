import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import { assignLines, endAssignments } from './assign-lines.ts';
import {
  assignedOnQuerySchema,
  assignedOnSchema,
  assignedSchema,
  assignmentKindSchema,
  assignSchema,
  costCentreChangeSchema,
  costCentreListQuerySchema,
  costCentreListSchema,
  costCentreSchema,
  endAssignmentsSchema,
  heldLinesQuerySchema,
  heldLinesSchema,
  holderListQuerySchema,
  holderListSchema,
  holderSchema,
  holderWordsSchema,
  lineAssignmentsSchema,
  newCostCentreSchema,
} from './contract.ts';
import { listCostCentres } from './cost-centre-list.ts';
import { listHolders } from './holder-list.ts';
import { addCostCentre, changeCostCentre, deleteCostCentre } from './keep-cost-centres.ts';
import { addHolder, changeHolder, removeHolder } from './keep-holders.ts';
import { assignedOn, showAssignments } from './show-assignments.ts';
import { showHeldLines, showHolder } from './show-holder.ts';
import { withdrawAssignment } from './withdraw-assignment.ts';

const tag = 'Holders and cost centres';

export function holdersRoutes(): Route[] {
  return [...assignmentRoutes, ...holderRoutes, ...costCentreRoutes];
}

const assignmentRoutes = [
  route(
    {
      method: 'get',
      path: '/api/fleet/lines/{lineId}/assignments',
      who: 'person',
      tag,
      summary: 'Who used a line and what it was charged to, from when until when',
      params: z.object({ lineId: z.uuid() }),
      answer: lineAssignmentsSchema,
    },
    (call, { params }) => showAssignments(call, params.lineId),
  ),
  route(
    {
      method: 'delete',
      path: '/api/fleet/lines/{lineId}/assignments/{kind}/{assignmentId}',
      who: 'may-change',
      tag,
      summary: 'Take back what is planned for a line',
      params: z.object({ lineId: z.uuid(), kind: assignmentKindSchema, assignmentId: z.uuid() }),
      status: 204,
      answer: null,
    },
    async (call, { params: { lineId, kind, assignmentId } }) => {
      await withdrawAssignment(call, { lineId, kind, id: assignmentId });
      return undefined;
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/fleet/assignments',
      who: 'may-change',
      tag,
      summary: 'Give lines a holder or a cost centre from a day on; ask again while lines are left',
      body: assignSchema,
      answer: assignedSchema,
      refusals: ['assignment-overlaps', 'cost-centre-closed'],
    },
    (call, { body }) => assignLines(call, body),
  ),
  route(
    {
      method: 'post',
      path: '/api/fleet/assignments/end',
      who: 'may-change',
      tag,
      summary: 'After a day, lines have no holder or no cost centre; ask again while lines are left',
      body: endAssignmentsSchema,
      answer: assignedSchema,
      refusals: ['assignment-overlaps'],
    },
    (call, { body }) => endAssignments(call, body),
  ),
  route(
    {
      method: 'post',
      path: '/api/fleet/assignments/on-day',
      who: 'person',
      tag,
      summary: 'Who used lines on a day and what they were charged to',
      body: assignedOnQuerySchema,
      answer: assignedOnSchema,
    },
    (call, { body }) => assignedOn(call, body),
  ),
];

const holderParams = z.object({ holderId: z.uuid() });
const holderRoutes = [
  route(
    {
      method: 'get',
      path: '/api/holders',
      who: 'person',
      tag,
      summary: 'A page of the people who use lines, by name',
      query: holderListQuerySchema,
      answer: holderListSchema,
    },
    (call, { query }) => listHolders(call, query),
  ),
  route(
    {
      method: 'get',
      path: '/api/holders/{holderId}',
      who: 'person',
      tag,
      summary: 'One of the people who use lines',
      params: holderParams,
      answer: holderSchema,
    },
    (call, { params }) => showHolder(call, params.holderId),
  ),
  route(
    {
      method: 'get',
      path: '/api/holders/{holderId}/lines',
      who: 'person',
      tag,
      summary: 'A page of the lines somebody has, will have and had, from when until when, the latest first',
      params: holderParams,
      query: heldLinesQuerySchema,
      answer: heldLinesSchema,
    },
    (call, { params, query }) => showHeldLines(call, params.holderId, query),
  ),
  route(
    {
      method: 'post',
      path: '/api/holders',
      who: 'may-change',
      tag,
      summary: 'Write down somebody who will use lines',
      body: holderWordsSchema,
      status: 201,
      answer: holderSchema,
      refusals: ['personnel-number-taken'],
    },
    (call, { body }) => addHolder(call, body),
  ),
  route(
    {
      method: 'put',
      path: '/api/holders/{holderId}',
      who: 'may-change',
      tag,
      summary: 'Write anew who somebody is; his lines show it at once',
      params: holderParams,
      body: holderWordsSchema,
      answer: holderSchema,
      refusals: ['personnel-number-taken'],
    },
    (call, { params, body }) => changeHolder(call, params.holderId, body),
  ),
  route(
    {
      method: 'delete',
      path: '/api/holders/{holderId}',
      who: 'may-change',
      tag,
      summary: 'Remove somebody with all his data; the history of lines keeps that there was somebody',
      params: holderParams,
      status: 204,
      answer: null,
      refusals: ['holder-beyond-sight'],
    },
    async (call, { params }) => {
      await removeHolder(call, params.holderId);
      return undefined;
    },
  ),
];

const costCentreParams = z.object({ costCentreId: z.uuid() });
const costCentreRoutes = [
  route(
    {
      method: 'get',
      path: '/api/cost-centres',
      who: 'person',
      tag,
      summary: 'A page of the cost centres, by code, closed ones last',
      query: costCentreListQuerySchema,
      answer: costCentreListSchema,
    },
    (call, { query }) => listCostCentres(call, query),
  ),
  route(
    {
      method: 'post',
      path: '/api/cost-centres',
      who: 'may-change',
      tag,
      summary: 'Add a cost centre',
      body: newCostCentreSchema,
      status: 201,
      answer: costCentreSchema,
      refusals: ['cost-centre-taken', 'whole-company-only'],
    },
    (call, { body }) => addCostCentre(call, body),
  ),
  route(
    {
      method: 'patch',
      path: '/api/cost-centres/{costCentreId}',
      who: 'may-change',
      tag,
      summary: 'Name a cost centre anew, close it or open it again',
      params: costCentreParams,
      body: costCentreChangeSchema,
      answer: costCentreSchema,
      refusals: ['whole-company-only'],
    },
    (call, { params, body }) => changeCostCentre(call, params.costCentreId, body),
  ),
  route(
    {
      method: 'delete',
      path: '/api/cost-centres/{costCentreId}',
      who: 'may-change',
      tag,
      summary: 'Remove a cost centre that no line ever had',
      params: costCentreParams,
      status: 204,
      answer: null,
      refusals: ['cost-centre-in-history', 'whole-company-only'],
    },
    async (call, { params }) => {
      await deleteCostCentre(call, params.costCentreId);
      return undefined;
    },
  ),
];
