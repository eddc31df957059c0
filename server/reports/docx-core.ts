/** docProps/core.xml: the library would write the moment of writing into it. */
import { cleanText } from './clean-text.ts';
import { escapeXml } from './xml.ts';

export function coreProperties(title: string, creator: string, identifier: string, at: number): string {
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  const text = (name: string, content: string) => `<${name}>${escapeXml(cleanText(content))}</${name}>`;
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${time}</dcterms:${name}>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    text('dc:title', title) +
    text('dc:creator', creator) +
    text('dc:identifier', identifier) +
    text('dc:language', 'vi-VN') +
    text('cp:lastModifiedBy', creator) +
    text('cp:revision', '1') +
    date('created') +
    date('modified') +
    '</cp:coreProperties>'
  );
}
