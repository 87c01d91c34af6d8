// Can everybody read our pages, and does nothing in a file act in them?
//
//   node check.mjs BROWSER FILE.html …
//
// Every page is opened in a real browser, in light and in dark, on a desk, on a phone and as it would be printed.
// axe-core must find nothing that keeps anybody out; the page must be no wider than the screen; it must ask the
// network for nothing; nothing in it may have run but its own script, and that must have run; and without scripts
// the same text must be there.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [browserPath, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error('check.mjs: no page was named, so nothing was checked');
  process.exit(2);
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = [
  { name: 'desk, light', colorScheme: 'light', width: 1280 },
  { name: 'desk, dark', colorScheme: 'dark', width: 1280 },
  { name: 'phone, light', colorScheme: 'light', width: 390 },
  { name: 'phone, dark', colorScheme: 'dark', width: 390 },
  { name: 'paper', colorScheme: 'light', width: 980, media: 'print' },
];

const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];
let looked = 0;
const texts = new Map();

for (const file of files) {
  const address = pathToFileURL(resolve(file)).href;
  for (const look of LOOKS) {
    const problem = (words) => wrong.push(`${basename(file)} (${look.name}): ${words}`);
    // Our checker is a script of ours, which the page's own policy would rightly refuse; whether the policy holds
    // is looked at below, where it is in force.
    const context = await browser.newContext({ bypassCSP: true, colorScheme: look.colorScheme, viewport: { width: look.width, height: 900 } });
    const page = await context.newPage();
    if (look.media) await page.emulateMedia({ media: look.media, colorScheme: look.colorScheme });
    await page.goto(address);
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
    for (const one of found.violations) {
      problem(`${one.id}: ${one.help}\n    ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n    ')}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) problem(`${wide} pixels wider than the screen`);
    looked += 1;
    await context.close();
  }
  texts.set(file, await acts(address, (words) => wrong.push(`${basename(file)}: ${words}`)));
}

// With the policy in force, and then without scripts.
async function acts(address, problem) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  // A page of a site may ask for the files that all its pages share, and for nothing else.
  const root = await rootOf(context, address);
  const own = (asked) => asked === address || (root !== null && asked.startsWith(new URL('assets/', root).href));
  page.on('request', (request) => { if (!own(request.url().split('#')[0])) problem(`asked for ${request.url()}`); });
  page.on('console', (message) => { if (message.type() === 'error') problem(`the browser says: ${message.text()}`); });
  page.on('pageerror', (error) => problem(`the script failed: ${error.message}`));
  await page.goto(address);
  if (await page.evaluate(() => 'broken' in window)) problem('something from a file has run');
  if ((await page.locator('script').count()) !== 1) problem('there is more than the one script');
  const long = await page.evaluate(() =>
    [...document.querySelectorAll('table')].some((table) => table.tBodies[0].rows.length >= 20));
  if (long) {
    const field = page.locator('.sift input').first();
    if ((await field.count()) === 0) problem('a long table has no field to search it: the script did not run');
    else {
      await field.fill('no such word');
      const said = await page.locator('.sift .said').first().textContent();
      if (!said.startsWith('0 of ')) problem(`the search says “${said}”`);
    }
  }
  if (root !== null) await searches(page, root, problem);
  await context.close();
  const bare = await browser.newContext({ javaScriptEnabled: false });
  const still = await bare.newPage();
  await still.goto(address);
  const text = await still.locator('main').innerText();
  if (text.trim().length === 0) problem('nothing is there without scripts');
  if ((await still.locator('.sift, .find input').count()) > 0) problem('a field is there that would do nothing without scripts');
  await bare.close();
  return text;
}

// The folder that all pages of a site are in; nothing where the page stands alone.
async function rootOf(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  const root = await page.evaluate(() => document.body.getAttribute('data-root'));
  await page.close();
  return root === null ? null : new URL(root === '' ? '.' : root, address).href;
}

// Typing what a page is called finds it, the results keep nobody out, and Enter leads there.
async function searches(page, root, problem) {
  const known = await page.evaluate(async (from) => {
    const script = document.createElement('script');
    script.src = `${from}assets/search-index.js`;
    await new Promise((done, failed) => { script.onload = done; script.onerror = failed; document.body.append(script); });
    script.remove();
    return window.rolewrightPages;
  }, root).catch((error) => { problem(`the list of pages could not be read: ${error.message}`); return []; });
  const wanted = known.find((one) => one[1] === 'role');
  if (!wanted) return problem('the search knows no role');
  const field = page.locator('.find input');
  await field.fill(wanted[0]);
  const first = page.locator('.found a').first();
  await first.waitFor({ timeout: 5000 }).catch(() => problem(`the search for “${wanted[0]}” finds nothing`));
  if (!(await first.textContent())?.startsWith(wanted[0])) problem(`the search for “${wanted[0]}” finds something else first`);
  const cut = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (cut > 0) problem(`with results, ${cut} pixels wider than the screen`);
  await resultsKeepNobodyOut(page.url(), wanted[0], problem);
  page.removeAllListeners('request');
  await field.press('Enter');
  await page.waitForURL(new URL(wanted[2], root).href, { timeout: 5000 }).catch(() => problem(`Enter did not lead to ${wanted[2]}`));
}

async function resultsKeepNobodyOut(address, words, problem) {
  for (const look of LOOKS.filter((look) => !look.media)) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme: look.colorScheme, viewport: { width: look.width, height: 900 } });
    const page = await context.newPage();
    await page.goto(address);
    await page.locator('.find input').fill(words);
    await page.locator('.found a').first().waitFor({ timeout: 5000 }).catch(() => problem(`${look.name}: no results`));
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    for (const one of found.violations) problem(`results (${look.name}): ${one.id}: ${one.help}\n    ${one.nodes[0].html.slice(0, 160)}`);
    await context.close();
  }
}

await browser.close();
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  console.error(`${wrong.length} problems in ${files.length} pages`);
  process.exit(1);
}
console.log(`${files.length} pages, each looked at in ${LOOKS.length} ways (${looked} in all): nothing that axe-core objects to, nothing fetched, nothing run but their own script`);
