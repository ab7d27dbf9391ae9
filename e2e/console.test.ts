import { expect, test } from 'vitest';
import { axeViolations, staff } from './support.ts';

test('a clerk opens the console without a fault', async () => {
  const { page, faults } = await staff('jingban');
  await page.goto('/console');
  await page.getByText('阳光').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});
