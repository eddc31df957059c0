/** What the OpenAPI document says of an answer that really came. */
import { expect } from 'vitest';
import { openApiDocument } from '../../server/api/openapi.ts';

const { paths } = openApiDocument();

/** Templates with more words of their own come first: `/reports/settings` before `/reports/{id}`. */
const TEMPLATES = Object.keys(paths)
  .map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/.]+')}$`),
  }))
  .sort((one, other) => holes(one.template) - holes(other.template) || other.template.length - one.template.length);

function holes(template: string): number {
  return template.split('{').length;
}

/** Fails when the document names another outcome, or none. @param path below /api/v1 */
export function expectDocumented(method: string, path: string, status: number): void {
  const [plain = ''] = path.split('?');
  const template = TEMPLATES.find(({ pattern }) => pattern.test(plain))?.template ?? plain;
  const operation = new Map(Object.entries(paths[template] ?? {})).get(method.toLowerCase());
  expect(Object.keys(operation?.responses ?? {}), `${method} ${template}`).toContain(String(status));
}
