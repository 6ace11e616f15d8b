// The MCP SDK for TypeScript as a client: lists the tools, adds a todo and reads it back.
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
const { prompts } = await client.listPrompts();
const { resources } = await client.listResources();
await client.close();
console.log(JSON.stringify({ tools: tools.map(t => t.name), added: added.structuredContent, listed: listed.structuredContent, unknown, prompts, resources }));
