/** Signing in, accounts, keys, the audit and the server itself, as the OpenAPI document tells them. */
import { z } from 'zod';
import {
  accountPatchSchema,
  accountSchema,
  accountWishSchema,
  accountWithPasswordSchema,
  auditSchema,
  keySchema,
  keyWishSchema,
  keyWithSecretSchema,
  openSessionSchema,
  passwordChangeSchema,
  sessionSchema,
  signInSchema,
  stateWishSchema,
  systemSchema,
} from '../contract/accounts.ts';
import { ingestAnswerSchema } from '../contract/events.ts';
import { maintenancePatchSchema, maintenanceSchema, maintenanceWishSchema } from '../contract/maintenance.ts';
import { page } from '../contract/rest.ts';
import { auditQuery } from './admin-routes.ts';
import { maintenanceQuery } from './maintenance-routes.ts';
import {
  bodyOf,
  forViewers,
  list,
  parametersOf,
  responses,
  type OpenApiDocument,
  type Operation,
  type Parameter,
} from './openapi-parts.ts';

const FOR = {
  anybody: 'anybody',
  oneself: 'whoever has signed in',
  operate: 'engineers and administrators',
  administer: 'administrators',
} as const;

const id: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

interface Asked {
  who: keyof typeof FOR;
  body?: z.ZodType;
  parameters?: Parameter[];
  /** null: the answer has no body. */
  answer: z.ZodType | null;
  refused?: number[];
  created?: boolean;
}

/** A route for those who have signed in; on top of what it says it refuses everybody else. */
function operation(summary: string, asked: Asked): Operation {
  const { who, body, parameters = [], answer, refused = [], created = false } = asked;
  const signedIn = who !== 'anybody';
  const bad = body === undefined && parameters.length === 0 ? [] : [400];
  const status = answer === null ? 204 : created ? 201 : 200;
  return {
    summary: `${summary} (${FOR[who]})`,
    parameters,
    ...(signedIn ? { security: [{ session: [] }] } : {}),
    ...(body === undefined ? {} : { requestBody: bodyOf(summary, body) }),
    responses: responses(answer, [...bad, ...(signedIn ? [401, 403] : []), ...refused], status),
  };
}

export function accountPaths(): OpenApiDocument['paths'] {
  return { ...ownPaths(), ...userPaths(), ...keyPaths(), ...maintenancePaths(), ...serverPaths() };
}

function ownPaths(): OpenApiDocument['paths'] {
  return {
    '/session': {
      get: operation('Who I am and what I may do', { who: 'anybody', answer: sessionSchema }),
      post: operation('Sign in: the answer sets the cookie of the session', {
        who: 'anybody',
        body: signInSchema,
        answer: sessionSchema,
        refused: [401, 403, 429],
      }),
      delete: operation('Sign out', { who: 'oneself', answer: null }),
    },
    '/session/password': {
      post: operation('Change my password; my other sessions end', {
        who: 'oneself',
        body: passwordChangeSchema,
        answer: sessionSchema,
        refused: [429],
      }),
    },
    '/sessions': { get: operation('My open sessions', { who: 'oneself', answer: page(openSessionSchema) }) },
    '/sessions/{id}': {
      delete: operation('End one of my sessions', { who: 'oneself', parameters: [id], answer: null, refused: [404] }),
    },
  };
}

function userPaths(): OpenApiDocument['paths'] {
  return {
    '/users': {
      get: operation('Accounts', { who: 'administer', answer: page(accountSchema) }),
      post: operation('Make an account; its first password is told once', {
        who: 'administer',
        body: accountWishSchema,
        answer: accountWithPasswordSchema,
        refused: [409],
        created: true,
      }),
    },
    '/users/{id}': {
      patch: operation(
        'Change an account, disable it, enable it; its sockets close, its sessions go on unless it is disabled',
        {
          who: 'administer',
          parameters: [id],
          body: accountPatchSchema,
          answer: accountSchema,
          refused: [404, 409],
        },
      ),
    },
    '/users/{id}/reset': {
      post: operation('Give an account a new first password, told once', {
        who: 'administer',
        parameters: [id],
        answer: accountWithPasswordSchema,
        refused: [404],
      }),
    },
  };
}

function keyPaths(): OpenApiDocument['paths'] {
  return {
    '/keys': {
      get: operation('API keys', { who: 'administer', answer: page(keySchema) }),
      post: operation('Make an API key; its secret is told once', {
        who: 'administer',
        body: keyWishSchema,
        answer: keyWithSecretSchema,
        refused: [409],
        created: true,
      }),
    },
    '/keys/{id}/rotate': {
      post: operation(
        'Make the key that takes its place; both are valid until the old one is revoked, no third before',
        {
          who: 'administer',
          parameters: [id],
          answer: keyWithSecretSchema,
          refused: [404, 409],
          created: true,
        },
      ),
    },
    '/keys/{id}': {
      delete: operation('Revoke a key', {
        who: 'administer',
        parameters: [id],
        answer: keySchema,
        refused: [404, 409],
      }),
    },
  };
}

function maintenancePaths(): OpenApiDocument['paths'] {
  return {
    '/maintenance': {
      ...forViewers({
        maintenance: list(
          'Maintenance windows of stations and links, the latest start first; with `state=future` the next one',
          maintenanceSchema,
          maintenanceQuery,
        ),
      })['maintenance'],
      post: operation('Plan maintenance of a station or link', {
        who: 'operate',
        body: maintenanceWishSchema,
        answer: maintenanceSchema,
        refused: [404, 409, 503],
        created: true,
      }),
    },
    '/maintenance/{id}': {
      patch: operation('Change the reason or the end of maintenance that is not over', {
        who: 'operate',
        parameters: [id],
        body: maintenancePatchSchema,
        answer: maintenanceSchema,
        refused: [404, 409, 503],
      }),
    },
    '/maintenance/{id}/end': {
      post: operation('End maintenance now, or withdraw it before it starts', {
        who: 'operate',
        parameters: [id],
        answer: maintenanceSchema,
        refused: [404, 409, 503],
      }),
    },
  };
}

function serverPaths(): OpenApiDocument['paths'] {
  const text = z.string().describe('UTF-8 with BOM, separated by semicolons');
  return {
    '/audit': {
      get: operation('Who did what, newest first', {
        who: 'administer',
        parameters: parametersOf(auditQuery),
        answer: page(auditSchema),
      }),
    },
    '/audit.csv': {
      get: operation('The same as a file', {
        who: 'administer',
        parameters: parametersOf(auditQuery.omit({ limit: true })),
        answer: text,
      }),
    },
    '/system': { get: operation('The server, its disk and its settings', { who: 'administer', answer: systemSchema }) },
    '/system/backup': {
      post: operation('A copy of the database, made while it runs', {
        who: 'administer',
        answer: z.string().describe('The bytes of the file'),
        refused: [503],
      }),
    },
    '/states': {
      post: operation('Set a state by hand, with the reason', {
        who: 'operate',
        body: stateWishSchema,
        answer: ingestAnswerSchema,
        refused: [404, 503],
      }),
    },
  };
}
