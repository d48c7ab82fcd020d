/* A workbook (ECMA-376): numbers as numbers, days as days, codes and marker numbers as text, no formula at all. */
(function (mocgioi) {
  'use strict';

  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
  const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const DAY_MS = 864e5;
  /* Day 25569 of a workbook is 1 January 1970; before 1 March 1900 its days are not those of the calendar. */
  const [EPOCH, FIRST] = [25569, 61];
  const MOST_LETTERS = 32767;
  const FORMATS = { 0: '#,##0', 1: '#,##0.0', 2: '#,##0.00', 7: '0.0000000' };
  const [HEADING, TEXT, GUARDED, DAY, FIGURE] = [1, 2, 3, 4, 5];
  const DIGITS = Object.keys(FORMATS).map(Number);

  /** The name of a column by its place from 0: A, B, …, Z, AA. */
  function letters(place) {
    return (place >= 26 ? letters(Math.floor(place / 26) - 1) : '') + String.fromCharCode(65 + (place % 26));
  }

  function serialOf(iso) {
    const serial = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) / DAY_MS + EPOCH : NaN;
    return serial >= FIRST ? serial : null;
  }

  /** Text in a cell; `_x0041_` would be read as a sign of its own. */
  const inline = (text) => `<is><t xml:space="preserve">${mocgioi.xml(text.slice(0, MOST_LETTERS).replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_'))}</t></is>`;

  function cellOf(at, { kind, digits }, value) {
    if (value === null || value === undefined || value === '') return '';
    if (kind === 'figure' && Number.isFinite(value)) return `<c r="${at}" s="${FIGURE + DIGITS.indexOf(digits)}"><v>${Number(value.toFixed(digits))}</v></c>`;
    const serial = kind === 'day' ? serialOf(value) : null;
    if (serial !== null) return `<c r="${at}" s="${DAY}"><v>${serial}</v></c>`;
    const text = String(value);
    return `<c r="${at}" s="${/^[=+\-@]/.test(text) ? GUARDED : TEXT}" t="inlineStr">${inline(text)}</c>`;
  }

  /** One sheet: its head stays in sight and filters; numbers kept as text are no mistake. */
  function sheetXml({ columns, records }) {
    const last = letters(columns.length - 1);
    const line = (at, cells) => `<row r="${at}">${cells.join('')}</row>`;
    const head = line(1, columns.map(({ heading }, place) => `<c r="${letters(place)}1" s="${HEADING}" t="inlineStr">${inline(heading)}</c>`));
    const rows = records.map((record, index) => line(index + 2, columns.map((column, place) => cellOf(`${letters(place)}${index + 2}`, column, column.valueOf(record)))));
    const all = `A1:${last}${records.length + 1}`;
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="${all}"/>`
      + '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
      + `<cols>${columns.map(({ width }, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`
      + `<sheetData>${head}${rows.join('')}</sheetData><autoFilter ref="${all}"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`
      + `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
  }

  function stylesXml() {
    const formats = ['<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>', ...DIGITS.map((digits, at) => `<numFmt numFmtId="${165 + at}" formatCode="${FORMATS[digits]}"/>`)];
    const xf = (format, more = '', rest = '') => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}>${rest}</xf>`;
    const top = '<alignment vertical="top" wrapText="1"/>';
    const cells = [xf(0), `<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${top}</xf>`,
      xf(49), xf(49, ' quotePrefix="1"'), xf(164), ...DIGITS.map((digits, at) => xf(165 + at))];
    return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts>`
      + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
      + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
      + '<fill><patternFill patternType="solid"><fgColor rgb="FFDCEFE9"/></patternFill></fill></fills>'
      + '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
      + `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }

  const relations = (entries) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">`
    + `${entries.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

  /** The bytes of a workbook of sheets {name, columns, records}: see sheets.js. */
  function xlsxOf(sheets) {
    const part = (name, type) => `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`;
    const paths = sheets.map((_, at) => `worksheets/sheet${at + 1}`);
    const filters = sheets.map(({ name, columns, records }, at) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">'${mocgioi.xml(name)}'!$A$1:$${letters(columns.length - 1)}$${records.length + 1}</definedName>`);
    return mocgioi.zipOf([
      { name: '[Content_Types].xml', text: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
        + `<Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${paths.map((path) => part(path, 'worksheet')).join('')}</Types>` },
      { name: '_rels/.rels', text: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
      { name: 'xl/workbook.xml', text: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${mocgioi.xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets>`
        + `<definedNames>${filters.join('')}</definedNames></workbook>` },
      { name: 'xl/_rels/workbook.xml.rels', text: relations([...paths.map((path, at) => [`rId${at + 1}`, 'worksheet', `${path}.xml`]), [`rId${sheets.length + 1}`, 'styles', 'styles.xml']]) },
      { name: 'xl/styles.xml', text: stylesXml() },
      ...sheets.map((sheet, at) => ({ name: `xl/${paths[at]}.xml`, text: sheetXml(sheet) })),
    ]);
  }

  Object.assign(mocgioi, { xlsxOf });
})((globalThis.mocgioi = globalThis.mocgioi || {}));
