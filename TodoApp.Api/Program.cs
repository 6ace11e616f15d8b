using TodoApp.Api.Accounts;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Http;
using TodoApp.Api.Journal;
using TodoApp.Api.Lists;
using TodoApp.Api.Mcp;
using TodoApp.Api.Operators;
using TodoApp.Api.Persistence;
using TodoApp.Api.QuickAdd;
using TodoApp.Api.Recurrence;
using TodoApp.Api.Tags;
using TodoApp.Api.Todos;
using TodoApp.Api.Transfer;
using TodoApp.ServiceDefaults;

if (HealthVerb.IsAsked(args))
    return await HealthVerb.RunAsync();

// Slim: what it leaves out (IIS, HTTP/3, hosting start-ups) is of no use here, and each start would pay for it.
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.AddServiceDefaults();
builder.AddDatabase();

// The same image migrates the database once, before any replica serves: `TodoApp.Api migrate`.
if (args is ["migrate", ..])
    return await DatabaseMigrator.RunAsync(builder);

builder.AddHttpConventions();
builder.AddAuth();
builder.AddAccounts();
builder.AddTransfer();
builder.AddTodos();
builder.AddRecurrence();
builder.AddQuickAdd();
builder.AddLists();
builder.AddTags();
builder.AddJournal();
builder.AddMcp();
builder.AddChat();
builder.AddOperators();
builder.AddHousekeeping();

var app = builder.Build();
app.UseHttpConventions();
app.MapDefaultEndpoints();
app.MapApiDocs();

var api = app.MapGroup("/api/v1");
api.MapAuth();
api.MapAccounts();
api.MapTransfer();
api.MapTodos();
api.MapRecurrence();
api.MapQuickAdd();
api.MapLists();
api.MapTags();
api.MapJournal();
api.MapChat();
api.MapOperators();
app.MapMcp();

await app.RunAsync();
return 0;
