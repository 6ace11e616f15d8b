using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using TodoApp.AppHost;
using TodoApp.ServiceDefaults;

var builder = DistributedApplication.CreateBuilder([.. args.Select(static arg => arg == "--demo" ? "--Demo=true" : arg)]);

var database = Database.AddTo(builder);
var signingKey = builder.AddSecret("jwt-signing-key");

// Runs to completion: the one place that changes the schema, and that may.
var migrate = builder.AddProject<Projects.TodoApp_Api>(ResourceNames.Migrate, launchProfileName: null)
    .WithArgs("migrate")
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
    .WithReference(database.Owner)
    .WithEnvironment("Database__AppPassword", database.AppPassword)
    .WaitFor(database.Server);

var api = builder.AddProject<Projects.TodoApp_Api>(ResourceNames.Api)
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
    .WithReference(database.App, connectionName: ResourceNames.Database)
    .WithEnvironment("Auth__SigningKey", signingKey)
    .WithChatModel(builder)
    .WithEnvironment(RuntimeSettings.YoungGenerationVariable, RuntimeSettings.YoungGeneration)
    .WaitForCompletion(migrate)
    .WithHttpHealthCheck("/health");

var web = builder.AddProject<Projects.TodoApp_Web>(ResourceNames.Web)
    .WithReference(api)
    .WaitFor(api)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

if (builder.ExecutionContext.IsPublishMode)
{
    api.WithReplicas(2);
    web.WithReplicas(2);
}
else
{
    // Another port than the launch profile's, for a second checkout beside the first: --Web:Port=5090
    web.WithEndpoint("http", endpoint => endpoint.Port = builder.Configuration.GetValue("Web:Port", endpoint.Port));

    if (builder.Configuration.GetValue<bool>("Demo") && builder.Environment.IsDevelopment())
        api.WithEnvironment("Demo__Seed", "true");
}

builder.Build().Run();
