import { randomUUID } from 'node:crypto';
import { Prisma } from '../../generated/prisma/client.js';
import type { Database } from '../../service/adapters/prisma/database.js';
import { openServer } from '../../service/adapters/prisma/open.js';

/** A new database on the server of `url`, with all migrations and no row; dropped when it is closed. */
export async function openOnServer(url: string): Promise<Database> {
  const name = `desk_${randomUUID().replaceAll('-', '')}`;
  await tell(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = name;
  const database = await openServer({ url: own.href });
  return { ...database, close: () => database.close().then(() => tell(url, `drop database ${name}`)) };
}

async function tell(url: string, statement: string): Promise<void> {
  const server = await openServer({ url });
  await server.run(Prisma.raw(statement)).finally(() => server.close());
}
