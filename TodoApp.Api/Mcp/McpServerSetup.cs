using System.Security.Claims;
using ModelContextProtocol.Server;

namespace TodoApp.Api.Mcp;

/// <summary>What a server for a user can do; the transports ask for it and know no tool themselves.</summary>
/// <param name="user">Who the token belongs to.</param>
/// <param name="isShared">Whether several calls share the server, so that each needs a scope of its own.</param>
internal delegate McpServerOptions McpServerSetup(ClaimsPrincipal user, bool isShared);
