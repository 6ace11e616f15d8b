using TodoApp.ServiceDefaults;
using TodoApp.Web.Account;
using TodoApp.Web.Assistant;
using TodoApp.Web.Backend;
using TodoApp.Web.Http;
using TodoApp.Web.Layout;
using TodoApp.Web.Lists;
using TodoApp.Web.Pages;
using TodoApp.Web.Realtime;
using TodoApp.Web.Tags;
using TodoApp.Web.Todos;

if (HealthVerb.IsAsked(args))
    return await HealthVerb.RunAsync();

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddWebPipeline();
builder.AddBackend();
builder.AddScreens();
builder.AddAssistant();

var app = builder.Build();

app.UseSecurityHeaders();
if (!app.Environment.IsDevelopment())
    app.UseHsts();

app.UseResponseCompression();
app.UseErrorPages();
app.UseMiddleware<CrossSiteGuard>();
app.UseRouting();

app.MapStaticAssets();
app.MapDefaultEndpoints();

var pages = app.MapPages();
pages.MapSite();
pages.MapSignIn();
pages.MapViews();
pages.MapTodos();
pages.MapTodoActions();
pages.MapBatchActions();
pages.MapAssistant();
pages.MapConversations();
pages.MapLists();
pages.MapTags();
pages.MapProfile();
pages.MapSecurity();
pages.MapTokens();
pages.MapData();
app.MapEvents();

await app.RunAsync();
return 0;
