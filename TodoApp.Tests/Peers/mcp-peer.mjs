// The MCP SDK for TypeScript as a client: lists the tools and calls those that need no person.
// Arguments: http or websocket, and the address. The token is in TODOAPP_TOKEN.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { WebSocketClientTransport } from '@modelcontextprotocol/sdk/client/websocket.js';

const [kind, address] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${process.env.TODOAPP_TOKEN}` };

// The transport cannot be told of headers; Node's WebSocket can.
const Plain = globalThis.WebSocket;
globalThis.WebSocket = class extends Plain {
  constructor(url, protocols) {
    super(url, { protocols: [protocols].flat(), headers });
  }
};

const transport = kind === 'http'
  ? new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers } })
  : new WebSocketClientTransport(new URL(address));
const client = new Client({ name: 'typescript-sdk', version: '1' });
await client.connect(transport);
const { tools } = await client.listTools();
const added = await client.callTool({ name: 'add_todo', arguments: { title: `From ${kind}`, dueOn: '2030-01-02', dueAt: '09:30:00', tags: ['sdk'] } });
const listed = await client.callTool({ name: 'list_todos', arguments: { tag: 'sdk', limit: 5 } });
const unknown = await client.callTool({ name: 'get_todo', arguments: { id: '00000000-0000-7000-8000-000000000000' } });
// The client holds every structured result to the tool's output schema, and throws where one does not fit.
const id = added.structuredContent.id;
const held = [];
for (const [name, args] of Object.entries({
  get_todo: { id }, search_todos: { q: kind }, summarize_day: {}, get_history: { id }, parse_todo: { text: 'pay rent every 1st 9am #home' },
  complete_todo: { id }, reopen_todo: { id }, update_todo: { id, notes: 'More' }, move_todo: { id, after: null }, restore_todo: { id },
  create_list: { name: 'Garden', color: 'green' }, list_lists: {}, list_tags: {}, undo_turn: {},
})) {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError) throw new Error(`${name}: ${result.content[0].text}`);
  held.push(name);
}
const { prompts } = await client.listPrompts();
const { resources } = await client.listResources();
await client.close();
console.log(JSON.stringify({ tools: tools.map(t => t.name), added: added.structuredContent, listed: listed.structuredContent, unknown, held, prompts, resources }));
