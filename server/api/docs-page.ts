/** The API for people: the OpenAPI document as one page without a script. */
import { createHash } from 'node:crypto';
import type { OpenApiDocument, Operation, Parameter } from './openapi-parts.ts';

const STYLE = `
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark; }
h2 { margin-top: 2.5rem; font: 600 1.1rem ui-monospace, monospace; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid #8886; font-size: 0.85rem; }
table { border-collapse: collapse; }
td, th { padding: 0.2rem 1rem 0.2rem 0; text-align: left; vertical-align: top; }
`;

/** The page is its text and this one style. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** @returns a whole HTML page naming each route, its parameters, what it takes and what it answers */
export function docsPage({ info, servers, paths }: OpenApiDocument): string {
  const base = servers[0]?.url ?? '';
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => route(`${method.toUpperCase()} ${base}${path}`, operation)),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)} API</title>
<style>${STYLE}</style>
<h1>${escapeHtml(info.title)} API</h1>
<p>${escapeHtml(info.description)}</p>
<p><a href="${escapeHtml(base)}/openapi.json">OpenAPI document</a></p>
${routes.join('\n')}
</html>
`;
}

function route(title: string, { summary, security, parameters, requestBody, responses }: Operation): string {
  const key = security === undefined ? '' : '<p>Needs the header <code>Authorization: Bearer &lt;key&gt;</code>.</p>';
  const takes = requestBody === undefined ? '' : `<p>${escapeHtml(requestBody.description)}</p>`;
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    details(`Takes ${type}`, schema),
  );
  const answers = Object.entries(responses).map(([status, { description, content }]) =>
    status === '200'
      ? Object.entries(content)
          .map(([type, { schema }]) => details(`Answers ${type}`, schema))
          .join('')
      : `<p><code>${escapeHtml(status)}</code> ${escapeHtml(description)}</p>`,
  );
  return `<section>
<h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(summary)}</p>
${[key, table(parameters), takes, ...bodies, ...answers].filter((part) => part !== '').join('\n')}
</section>`;
}

function table(parameters: Parameter[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code><td>${place}<td><code>${escapeHtml(JSON.stringify(schema))}</code>`,
  );
  return `<table><tr><th>Parameter<th>In<th>Schema${rows.join('')}</table>`;
}

function details(title: string, schema: object): string {
  const json = escapeHtml(JSON.stringify(schema, null, 2));
  return `<details><summary>${escapeHtml(title)}</summary><pre>${json}</pre></details>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
}
