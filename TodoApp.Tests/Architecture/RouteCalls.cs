using System.Net;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Architecture;

/// <summary>A good request to each route, in an order in which all of them succeed.</summary>
internal static class RouteCalls
{
    private static readonly string[] s_read = ["todos:read"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IReadOnlyList<Call> All { get; } =
    [
        new("ListTodos", "GET", o => o.Path("todos?limit=100")),
        new("GetTodoCounts", "GET", o => o.Path("todos/counts")),
        new("GetTodo", "GET", o => o.Path($"todos/{o.Todos[0]}")),
        new("GetTodoHistory", "GET", o => o.Path($"todos/{o.Todos[0]}/history")),
        new("GetTodoOccurrences", "GET", o => o.Path($"todos/{o.Recurring}/occurrences")),
        new("ListLists", "GET", o => o.Path("lists")),
        new("GetList", "GET", o => o.Path($"lists/{o.Lists[0]}")),
        new("ListTags", "GET", o => o.Path("tags")),
        new("GetTag", "GET", o => o.Path("tags/tag1")),
        new("GetChanges", "GET", o => o.Path("changes")),
        new("GetProfile", "GET", _ => "me"),
        new("ValidateToken", "GET", _ => "validate-token"),
        new("ListSessions", "GET", _ => "me/sessions"),
        new("ListApiTokens", "GET", _ => "me/tokens"),
        new("ListPasskeys", "GET", _ => "me/passkeys"),
        new("ExportAccount", "GET", _ => "me/export"),
        new("Chat", "POST", _ => "chat", o => new ChatRequest("What is due?", o.Conversation)),
        new("ListConversations", "GET", _ => "conversations"),
        new("GetConversation", "GET", o => $"conversations/{o.Conversation}"),
        new("ListMessages", "GET", o => $"conversations/{o.Conversation}/messages?limit=100"),
        new("ExportConversation", "GET", o => $"conversations/{o.Conversation}/export"),
        new("RenameConversation", "PATCH", o => $"conversations/{o.Conversation}", _ => new RenameConversation("Renamed")),
        new("DeleteConversation", "DELETE", o => $"conversations/{o.Conversation}"),
        new("ParseTodo", "POST", o => o.Path("todos/parse"), _ => new QuickAddText("milk tomorrow /Inbox #tag1")),
        new("QuickAddTodo", "POST", o => o.Path("todos/quick"), _ => new QuickAddText("milk tomorrow #tag1")),
        new("CreateTodo", "POST", o => o.Path("todos"), o => new CreateTodo("new", ListId: o.Lists[0], Tags: ["tag1", "new"])),
        new("ReplaceTodo", "PUT", o => o.Path($"todos/{o.Todos[1]}"), _ => new ReplaceTodo("replaced")),
        new("PatchTodo", "PATCH", o => o.Path($"todos/{o.Todos[0]}"), o => new PatchTodo(Title: "patched", After: o.Todos[2])),
        new("CompleteTodo", "PATCH", o => o.Path($"todos/{o.Recurring}/complete")),
        new("BatchTodos", "POST", o => o.Path("todos/batch"), o => new BatchTodos(BatchAction.Tag, o.Todos, Tags: ["batch"])),
        new("Undo", "POST", o => o.Path("undo"), _ => new UndoRequest()),
        new("DeleteTodo", "DELETE", o => o.Path($"todos/{o.Todos[0]}")),
        new("RestoreTodo", "POST", o => o.Path($"todos/{o.Todos[0]}/restore")),
        new("CreateList", "POST", o => o.Path("lists"), _ => new CreateList("new")),
        new("PatchList", "PATCH", o => o.Path($"lists/{o.Lists[1]}"), o => new PatchList(Name: "patched", After: o.Lists[2])),
        new("DeleteList", "DELETE", o => o.Path($"lists/{o.Lists[0]}")),
        new("RestoreList", "POST", o => o.Path($"lists/{o.Lists[0]}/restore")),
        new("CreateTag", "POST", o => o.Path("tags"), _ => new CreateTag("made")),
        new("PatchTag", "PATCH", o => o.Path("tags/shared"), _ => new PatchTag(Name: "common")),
        new("DeleteTag", "DELETE", o => o.Path("tags/common")),
        new("ImportAccount", "POST", _ => "me/import", o => o.Export),
        new("UpdateProfile", "PATCH", _ => "me", _ => new UpdateProfile("Other")),
        new("CreateApiToken", "POST", _ => "me/tokens", _ => new CreateApiToken("new", s_read)),
        new("RevokeApiToken", "DELETE", o => $"me/tokens/{o.ApiToken}"),
        new("OfferPasskey", "POST", _ => "me/passkeys/options"),
        new("OfferPasskeySignIn", "POST", _ => "users/login/passkey/options"),
        new("LogIn", "POST", _ => "users/login", o => new LoginRequest(o.User.Tokens.User.Email, TestUser.Password)),
        new("RefreshTokens", "POST", _ => "users/refresh", o => new RefreshRequest(o.Elsewhere.RefreshToken!)),
        new("LogOut", "POST", _ => "users/logout", o => new LogoutRequest(o.Elsewhere.RefreshToken!)),
        new("RevokeSession", "DELETE", o => $"me/sessions/{o.OtherSession}"),
        new("ChangePassword", "PUT", _ => "me/password", _ => new ChangePassword(TestUser.Password, TestUser.Password + "!")),
        new("EraseAccount", "DELETE", _ => "me", _ => new DeleteAccount(TestUser.Password + "!")),
    ];

    /// <summary>One request.</summary>
    public sealed record Call(string Endpoint, string Method, Func<Own, string> Path, Func<Own, object>? Body = null)
    {
        public async Task Send(Own own)
        {
            using var answer = await own.User.Send(
                new HttpMethod(Method), $"/api/v1/{Path(own)}", Body?.Invoke(own), Method == "PUT" && Endpoint == "ReplaceTodo" ? own.Version : null);
            if (!answer.IsSuccessStatusCode)
                Assert.Fail($"{Endpoint}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            await answer.Content.ReadAsByteArrayAsync(Ct);
        }
    }

    /// <summary>What somebody has.</summary>
    public sealed record Own(
        TestUser User, List<Guid> Todos, List<Guid> Lists, Guid Recurring, string Version, TokenResponse Elsewhere, Guid OtherSession,
        Guid ApiToken, AccountExport Export, Guid Conversation)
    {
        public string Path(string below) => $"{User.Id}/{below}";

        /// <summary>As many lists, tags, todos, and parts of the first todo.</summary>
        public static async Task<Own> Make(ApiHost host, TestUser user, int rows)
        {
            var todos = Enumerable.Range(1, rows).Select(_ => Guid.CreateVersion7()).ToList();
            await host.Postgres.ExecuteAsync($"""
                INSERT INTO lists (id, owner_id, name, position, created_at, updated_at, actor, turn)
                SELECT gen_random_uuid(), '{user.Id}', 'list ' || n, lpad(n::text, 5, '0') || 'V', now(), now(), 'user', gen_random_uuid()
                FROM generate_series(1, {rows}) AS n;
                INSERT INTO todos (id, owner_id, list_id, parent_id, title, tags, position, created_at, updated_at, actor, turn)
                SELECT id, '{user.Id}', (SELECT id FROM lists WHERE owner_id = '{user.Id}' AND name = 'list 1'),
                       CASE WHEN n > 3 THEN '{todos[0]}'::uuid END, 'todo ' || n, ARRAY['shared', 'tag' || n],
                       lpad(n::text, 5, '0') || 'V', now(), now(), 'user', gen_random_uuid()
                FROM unnest(ARRAY['{string.Join("','", todos)}']::uuid[]) WITH ORDINALITY AS made (id, n)
                """, host.Database);
            var conversation = Guid.CreateVersion7();
            await host.Postgres.ExecuteAsync($"""
                INSERT INTO conversations (id, owner_id, title, messages, created_at, updated_at)
                SELECT CASE n WHEN 1 THEN '{conversation}'::uuid ELSE gen_random_uuid() END, '{user.Id}', 'about ' || n, {rows}, now(), now()
                FROM generate_series(1, {rows}) AS n;
                INSERT INTO messages (id, conversation_id, owner_id, seq, role, text, created_at)
                SELECT gen_random_uuid(), '{conversation}', '{user.Id}', n, 0, 'said ' || n, now() FROM generate_series(1, {rows}) AS n
                """, host.Database);
            var recurring = await user.CreateTodo(new CreateTodo("recurring", DueOn: new DateOnly(2026, 1, 1), Recurrence: "FREQ=DAILY"));
            var lists = (await user.Get<List<ListItem>>(user.Lists)).Where(l => !l.IsInbox).Select(l => l.Id).ToList();
            using var login = await user.Post("/api/v1/users/login", new LoginRequest(user.Tokens.User.Email, TestUser.Password));
            var other = (await user.Get<List<SessionItem>>("/api/v1/me/sessions")).Single(s => !s.Current).Id;
            using var again = await user.Post("/api/v1/users/login", new LoginRequest(user.Tokens.User.Email, TestUser.Password));
            var elsewhere = await again.Expect<TokenResponse>(HttpStatusCode.OK);
            using var made = await user.Post("/api/v1/me/tokens", new CreateApiToken("first", s_read));
            var token = await made.Expect<CreatedApiToken>(HttpStatusCode.Created);
            return new(
                user, todos, lists, recurring.Id, (await user.GetTodo(todos[1])).Version, elsewhere, other, token.Item.Id, await user.Get<AccountExport>("/api/v1/me/export"), conversation);
        }
    }
}
