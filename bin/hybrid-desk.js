#!/usr/bin/env node
import { importBuilt } from '../scripts/built.mjs';

const { main } = await importBuilt('cli');
process.exitCode = await main(process.argv.slice(2));
